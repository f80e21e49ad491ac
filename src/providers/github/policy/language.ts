import { PermissionSet } from '../../../model/permission-set.ts';
import type { CanReason, LanguageAnswer, PolicyLanguage } from '../../../model/policy-question.ts';
import { areaOf, find, githubCatalogue } from '../catalogue/index.ts';
import { type PolicyDocument, readDocument } from './document.ts';

type Question = Parameters<PolicyLanguage['answer']>[0];
type Read = { readonly name: string; readonly kind: string; readonly document: PolicyDocument | undefined };

/** GitHub’s permission sets, classic scopes and workflow blocks, for whoever asks single questions of them. */
export const githubPolicyLanguage: PolicyLanguage = {
  answer,
  isDocument: (document) => readDocument(document) !== undefined,
};

/**
 * Several documents of kind `identity` add up, as scopes do; each of kind `session` limits what they give, as the
 * permissions do that an app asks for with a token. The action is a permission (`contents:read`) or an operation
 * (`GET /repos/{owner}/{repo}/pulls`).
 */
function answer(question: Question): LanguageAnswer {
  const read = question.policies.map(({ name, kind, document }) => ({
    name,
    kind,
    document: readDocument(document),
  }));
  const sets = waysOf(question.action);
  const verdicts = sets.map((names) => weigh(names, read, question.resource));
  const best =
    verdicts.find(({ isAllowed, isCertain }) => isAllowed && isCertain) ??
    verdicts.find(({ isAllowed }) => isAllowed) ??
    verdicts[0];
  const problems = read.flatMap(problemsOf);
  const isLost = problems.some(({ isLoss }) => isLoss);
  if (best === undefined) return unknownAction(question.action, problems);
  const decision = best.isAllowed ? 'allowed' : 'implicitly-denied';
  const isCertain = best.isCertain && !(isLost && !best.isAllowed);
  return {
    decision,
    reasons: best.reasons,
    isCertain,
    possible: isCertain ? [decision] : ['allowed', 'implicitly-denied'],
    undecidedKeys: [],
    problems,
  };
}

/** The sets of permissions of which any one is enough. */
function waysOf(action: string): readonly (readonly string[])[] {
  const permission = find(action);
  if (permission !== undefined) return [[permission.name]];
  const { permissions, alternatives, basis } = githubCatalogue.lookup({ source: '', name: action });
  return basis === 'unknown' ? [] : (alternatives ?? [permissions]);
}

interface Verdict {
  readonly isAllowed: boolean;
  readonly isCertain: boolean;
  readonly reasons: readonly CanReason[];
}

function weigh(names: readonly string[], read: readonly Read[], resource: string): Verdict {
  const given = read.filter(({ kind }) => kind === 'identity');
  const limits = read.filter(({ kind }) => kind === 'session');
  const steps = names.map((name) => {
    const holders = given.filter(({ document }) => gives(document, name, resource));
    const limit = limits.find(({ document }) => !gives(document, name, resource));
    return { name, holders, limit, isPart: holders.every(({ document }) => isPart(document, name)) };
  });
  const isAllowed = steps.every(({ holders, limit }) => holders.length > 0 && limit === undefined);
  return {
    isAllowed,
    isCertain: !isAllowed || steps.every(({ isPart }) => !isPart),
    reasons:
      names.length === 0
        ? [{ kind: 'operation', result: 'allowed', text: 'the operation needs no permission' }]
        : steps.map(reasonOf),
  };
}

function reasonOf({
  name,
  holders,
  limit,
  isPart,
}: {
  readonly name: string;
  readonly holders: readonly Read[];
  readonly limit: Read | undefined;
  readonly isPart: boolean;
}): CanReason {
  if (limit !== undefined)
    return { kind: 'session', result: 'implicitly-denied', text: `${limit.name} does not leave ${name}` };
  const [holder] = holders;
  if (holder === undefined)
    return { kind: 'identity', result: 'implicitly-denied', text: `no document gives ${name}` };
  const part = isPart ? ', though only in part: for some repositories or requests' : '';
  return { kind: 'identity', result: 'allowed', text: `${holder.name} gives ${name}${part}` };
}

function gives(document: PolicyDocument | undefined, name: string, resource: string): boolean {
  const id = find(name)?.id;
  if (document === undefined || id === undefined || !document.granted.permissions.has(id)) return false;
  if (document.repositories === undefined || areaOf(name) !== 'repository') return true;
  return (
    resource === '*' || document.repositories.some((each) => each.toLowerCase() === resource.toLowerCase())
  );
}

function isPart(document: PolicyDocument | undefined, name: string): boolean {
  return (document?.granted.partial ?? PermissionSet.empty).has(find(name)?.id ?? 0);
}

function problemsOf({ name, kind, document }: Read): LanguageAnswer['problems'] {
  if (kind !== 'identity' && kind !== 'session')
    return [{ policy: name, path: '$', reason: `GitHub has no policies of kind ${kind}`, isLoss: true }];
  if (document === undefined)
    return [
      {
        policy: name,
        path: '$',
        reason: 'neither permissions nor scopes nor a workflow with a `permissions:` block',
        isLoss: true,
      },
    ];
  return document.granted.unmatched.map((each) => ({
    policy: name,
    path: '$',
    reason: `\`${each}\` is not known`,
    isLoss: true,
  }));
}

function unknownAction(action: string, problems: LanguageAnswer['problems']): LanguageAnswer {
  return {
    decision: 'implicitly-denied',
    reasons: [
      { kind: 'operation', result: 'implicitly-denied', text: `what \`${action}\` needs is not known` },
    ],
    isCertain: false,
    possible: ['allowed', 'implicitly-denied'],
    undecidedKeys: [],
    problems,
  };
}
