import type { CanReason, LanguageAnswer, PolicyLanguage } from '../../../model/policy-question.ts';
import { httpCatalogue, routesOf } from '../catalogue/index.ts';
import { isScopeDocument, readScopes } from './document.ts';

type Question = Parameters<PolicyLanguage['answer']>[0];
type Read = { readonly name: string; readonly kind: string; readonly scopes: readonly string[] | undefined };

/** Lists of scopes, for whoever asks single questions of them. */
export const httpPolicyLanguage: PolicyLanguage = { answer, isDocument: isScopeDocument };

/**
 * Documents of kind `identity` add up; each of kind `session` limits what they give. The action is an operation
 * (`GET /orders/17`, `GET /orders/{orderId}`) or a scope.
 */
function answer({ policies, action }: Question): LanguageAnswer {
  const read = policies.map(({ name, kind, document }) => ({ name, kind, scopes: readScopes(document) }));
  const problems = read.flatMap(problemsOf);
  const ways = waysOf(action);
  if (ways === undefined) return unknownAction(action, problems);
  const verdicts = ways.map((scopes) => weigh(scopes, read));
  const best = verdicts.find(({ isAllowed }) => isAllowed);
  const decision = best ? 'allowed' : 'implicitly-denied';
  const isCertain = best !== undefined || problems.length === 0;
  return {
    decision,
    reasons: best?.reasons ?? verdicts.flatMap(({ reasons }) => reasons),
    isCertain,
    possible: isCertain ? [decision] : ['allowed', 'implicitly-denied'],
    undecidedKeys: [],
    problems,
  };
}

/** The sets of scopes of which any one is enough. */
function waysOf(action: string): readonly (readonly string[])[] | undefined {
  const scope = httpCatalogue.find(action);
  return scope === undefined ? routesOf(action)[0]?.ways : [[scope.name]];
}

interface Verdict {
  readonly isAllowed: boolean;
  readonly reasons: readonly CanReason[];
}

function weigh(scopes: readonly string[], read: readonly Read[]): Verdict {
  if (scopes.length === 0) {
    const text = 'the operation needs no scope';
    return { isAllowed: true, reasons: [{ kind: 'operation', result: 'allowed', text }] };
  }
  const steps = scopes.map((scope): CanReason => {
    const holder = read.find((one) => one.kind === 'identity' && one.scopes?.includes(scope));
    const limit = read.find((one) => one.kind === 'session' && !one.scopes?.includes(scope));
    if (holder === undefined)
      return { kind: 'identity', result: 'implicitly-denied', text: `no document gives ${scope}` };
    if (limit !== undefined)
      return { kind: 'session', result: 'implicitly-denied', text: `${limit.name} does not leave ${scope}` };
    return { kind: 'identity', result: 'allowed', text: `${holder.name} gives ${scope}` };
  });
  return { isAllowed: steps.every(({ result }) => result === 'allowed'), reasons: steps };
}

function problemsOf({ name, kind, scopes }: Read): LanguageAnswer['problems'] {
  const lost = (reason: string) => [{ policy: name, path: '$', reason, isLoss: true }];
  if (kind !== 'identity' && kind !== 'session') return lost(`an HTTP API has no policies of kind ${kind}`);
  return scopes === undefined ? lost('neither a list of scopes nor a text of scopes') : [];
}

function unknownAction(action: string, problems: LanguageAnswer['problems']): LanguageAnswer {
  const text = `no loaded OpenAPI document knows \`${action}\``;
  return {
    decision: 'implicitly-denied',
    reasons: [{ kind: 'operation', result: 'implicitly-denied', text }],
    isCertain: false,
    possible: ['allowed', 'implicitly-denied'],
    undecidedKeys: [],
    problems,
  };
}
