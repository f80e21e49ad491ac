import type { CanReason, LanguageAnswer, PolicyLanguage } from '../model/policy-question.ts';
import type { Catalogue } from './provider.ts';
import type { Granted } from './shared/inventory/held-records.ts';

/** A native document that lists permissions, or bundles of them, and knows no conditions. */
export interface PermissionDocument {
  readonly granted: Granted;
}

/** What one provider’s lists of permissions look like. */
export interface PermissionDocuments<Document extends PermissionDocument> {
  /** How the provider is called. */
  readonly title: string;
  readonly catalogue: Pick<Catalogue, 'find' | 'lookup'>;
  /** Undefined for what is no document of the provider’s. */
  readonly read: (document: unknown) => Document | undefined;
  /** Whether a permission that a document gives holds on a resource; `*` asks for any. */
  readonly reaches: (document: Document, permission: string, resource: string) => boolean;
  /** What is none of these, in words. */
  readonly otherwise: string;
}

type Question = Parameters<PolicyLanguage['answer']>[0];

interface Read<Document> {
  readonly name: string;
  readonly kind: string;
  readonly document: Document | undefined;
}

/**
 * Answers single questions about documents that list permissions. Several of kind `identity` add up; each of kind
 * `session` limits what they give. The action is a permission or an operation.
 */
export function permissionLanguage<Document extends PermissionDocument>(
  documents: PermissionDocuments<Document>,
): PolicyLanguage {
  return {
    answer: (question) => answer(documents, question),
    isDocument: (document) => documents.read(document) !== undefined,
  };
}

function answer<Document extends PermissionDocument>(
  documents: PermissionDocuments<Document>,
  question: Question,
): LanguageAnswer {
  const read = question.policies.map(({ name, kind, document }) => ({
    name,
    kind,
    document: documents.read(document),
  }));
  const sets = waysOf(documents, question.action);
  const verdicts = sets.map((names) => weigh(documents, names, read, question.resource));
  const best =
    verdicts.find(({ isAllowed, isCertain }) => isAllowed && isCertain) ??
    verdicts.find(({ isAllowed }) => isAllowed) ??
    verdicts[0];
  const problems = read.flatMap((each) => problemsOf(documents, each));
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
function waysOf(
  { catalogue }: Pick<PermissionDocuments<PermissionDocument>, 'catalogue'>,
  action: string,
): readonly (readonly string[])[] {
  const permission = catalogue.find(action);
  if (permission !== undefined) return [[permission.name]];
  const { permissions, alternatives, basis } = catalogue.lookup({ source: '', name: action });
  return basis === 'unknown' ? [] : (alternatives ?? [permissions]);
}

interface Verdict {
  readonly isAllowed: boolean;
  readonly isCertain: boolean;
  readonly reasons: readonly CanReason[];
}

function weigh<Document extends PermissionDocument>(
  { catalogue, reaches }: PermissionDocuments<Document>,
  names: readonly string[],
  read: readonly Read<Document>[],
  resource: string,
): Verdict {
  const idOf = (name: string): number => catalogue.find(name)?.id ?? 0;
  const gives = (document: Document | undefined, name: string): boolean =>
    document?.granted.permissions.has(idOf(name)) === true && reaches(document, name, resource);
  const given = read.filter(({ kind }) => kind === 'identity');
  const limits = read.filter(({ kind }) => kind === 'session');
  const steps = names.map((name) => {
    const holders = given.filter(({ document }) => gives(document, name));
    const limit = limits.find(({ document }) => !gives(document, name));
    const isPart = holders.every(({ document }) => document?.granted.partial.has(idOf(name)) === true);
    return { name, holder: holders[0]?.name, limit: limit?.name, isPart };
  });
  const isAllowed = steps.every(({ holder, limit }) => holder !== undefined && limit === undefined);
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
  holder,
  limit,
  isPart,
}: {
  readonly name: string;
  readonly holder: string | undefined;
  readonly limit: string | undefined;
  readonly isPart: boolean;
}): CanReason {
  if (limit !== undefined)
    return { kind: 'session', result: 'implicitly-denied', text: `${limit} does not leave ${name}` };
  if (holder === undefined)
    return { kind: 'identity', result: 'implicitly-denied', text: `no document gives ${name}` };
  const part = isPart ? ', though only in part: for some resources or requests' : '';
  return { kind: 'identity', result: 'allowed', text: `${holder} gives ${name}${part}` };
}

function problemsOf<Document extends PermissionDocument>(
  { title, otherwise }: PermissionDocuments<Document>,
  { name, kind, document }: Read<Document>,
): LanguageAnswer['problems'] {
  const loss = (reason: string) => ({ policy: name, path: '$', reason, isLoss: true });
  if (kind !== 'identity' && kind !== 'session') return [loss(`${title} has no policies of kind ${kind}`)];
  if (document === undefined) return [loss(otherwise)];
  return document.granted.unmatched.map((each) => loss(`\`${each}\` is not known`));
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
