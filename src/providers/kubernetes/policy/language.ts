import type { CanReason, LanguageAnswer, PolicyLanguage } from '../../../model/policy-question.ts';
import { permissionName } from '../catalogue/index.ts';
import { requestOf } from '../rbac/request.ts';
import { coversTarget, type RbacRequest } from '../rbac/rule.ts';
import {
  type PolicyDocument,
  readPolicyDocument,
  type ScopedRule,
  scopedRuleGives,
} from '../rbac/scoped-rules.ts';

type Question = Parameters<PolicyLanguage['answer']>[0];
type Read = { readonly name: string; readonly kind: string; readonly document: PolicyDocument | undefined };

/** Roles and bindings of RBAC, for whoever asks single questions of them. */
export const kubernetesPolicyLanguage: PolicyLanguage = {
  answer,
  isDocument: (document) => readPolicyDocument(document) !== undefined,
};

/**
 * Documents add up: nothing in RBAC takes away what another rule gives. The action is a permission (`list pods`, `get
 * apps/deployments`, `get /metrics`); the resource is `namespace/name`, `namespace/*` for all of a namespace, a name
 * for what lies in none, or `*` for everything.
 */
function answer(question: Question): LanguageAnswer {
  const read = question.policies.map(({ name, kind, document }) => ({
    name,
    kind,
    document: readPolicyDocument(document, question.principal),
  }));
  const problems = read.flatMap(problemsOf);
  const request = requestOf(question.action, question.resource);
  if (request === undefined) return unknownAction(question.action, problems);
  const given = read.flatMap(({ name, kind, document }) =>
    kind === 'identity' ? (document?.rules ?? []).map((scoped) => ({ name, scoped })) : [],
  );
  const giving = given.filter(({ scoped }) => scopedRuleGives(scoped, request));
  const decision = giving.length > 0 ? 'allowed' : 'implicitly-denied';
  const isCertain = giving.length > 0 || !problems.some(({ isLoss }) => isLoss);
  return {
    decision,
    reasons: giving.length > 0 ? giving.slice(0, reasonsMax).map(allowing(request)) : denying(given, request),
    isCertain,
    possible: isCertain ? [decision] : ['allowed', 'implicitly-denied'],
    undecidedKeys: [],
    problems,
  };
}

const reasonsMax = 20;

type Given = { readonly name: string; readonly scoped: ScopedRule };

function allowing(request: RbacRequest): (given: Given) => CanReason {
  return ({ name, scoped: { from, namespace } }) => ({
    kind: 'identity',
    result: 'allowed',
    text: `${from} of ${name} gives ${nameOf(request)} ${namespace === undefined ? 'everywhere' : `in namespace ${namespace}`}`,
  });
}

/** Says of what comes close why it is not enough. */
function denying(given: readonly Given[], request: RbacRequest): readonly CanReason[] {
  const close = given.filter(({ scoped: { rule } }) => coversTarget(rule, request.verb, request.target));
  const words = close.slice(0, reasonsMax).map(({ name, scoped: { rule, namespace, from } }) => {
    const isElsewhere = namespace !== undefined && namespace !== request.namespace;
    const where = isElsewhere
      ? `only in namespace ${namespace}`
      : `only for ${rule.resourceNames.join(', ')}`;
    return `${from} of ${name} gives ${nameOf(request)} ${where}`;
  });
  const texts = words.length > 0 ? words : [`no rule gives ${nameOf(request)}`];
  return texts.map((text) => ({ kind: 'identity', result: 'implicitly-denied', text }));
}

function nameOf({ verb, target }: RbacRequest): string {
  return permissionName(verb, target);
}

function problemsOf({ name, kind, document }: Read): LanguageAnswer['problems'] {
  const problem = (reason: string) => ({ policy: name, path: '$', reason, isLoss: true });
  if (kind !== 'identity') return [problem(`Kubernetes has no policies of kind ${kind}`)];
  if (document === undefined) return [problem('neither a role nor a binding')];
  return document.problems.map(problem);
}

function unknownAction(action: string, problems: LanguageAnswer['problems']): LanguageAnswer {
  const text = `\`${action}\` is no verb with what it is used on, such as \`list pods\``;
  return {
    decision: 'implicitly-denied',
    reasons: [{ kind: 'operation', result: 'implicitly-denied', text }],
    isCertain: false,
    possible: ['allowed', 'implicitly-denied'],
    undecidedKeys: [],
    problems,
  };
}
