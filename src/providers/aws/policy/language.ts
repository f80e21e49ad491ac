import { decide } from './decide.ts';
import { decodeDocument, own } from './decode.ts';
import { kindProblems } from './kind-problems.ts';
import { parsePolicy } from './parse.ts';
import { compilePolicies, type NamedPolicy, type PolicyKind, type PolicySet } from './policy-set.ts';

/** A policy document and the part it plays. */
export interface QuestionPolicy {
  readonly kind: PolicyKind;
  /** How explanations call it, for example its file. */
  readonly name: string;
  /** The document as an object, JSON text or URL-encoded JSON text. */
  readonly document: unknown;
  /** For `scp`: the organisation level it is attached to, from 0 at the root; 0 when absent. */
  readonly level?: number | undefined;
}

/** May this principal do this to that, under these policies? */
export interface PolicyQuestion {
  readonly policies: readonly QuestionPolicy[];
  readonly action: string;
  readonly resource: string;
  readonly principal?: string | undefined;
  readonly issuer?: string | undefined;
  readonly resourceAccount?: string | undefined;
  readonly context?: Readonly<Record<string, string | readonly string[]>> | undefined;
  /** What a context key that is not given stands for; `absent` by default. */
  readonly missingKeys?: 'absent' | 'unknown' | undefined;
}

/** The AWS policy language, for whoever asks single questions of documents. */
export const awsPolicyLanguage = {
  isDocument,
  answer(question: PolicyQuestion) {
    const { policies, missingKeys = 'absent', ...request } = question;
    const named = policies.map((given) => ({ ...given, policy: parsePolicy(given.document) }));
    const set = policySetOf(named);
    const decision = decide(request, compilePolicies(set), { missingKeys });
    const problems = named.flatMap(({ name, kind, policy }) =>
      [...policy.problems, ...kindProblems(policy, kind)].map(({ path, reason, lost }) => ({
        policy: name,
        path,
        reason,
        isLoss: lost !== 'nothing',
      })),
    );
    return { ...decision, problems: [...problems, ...boundaryProblems(named)] };
  },
};

/** A policy is told by its statements; one that is cut off, by how it begins. */
function isDocument(document: unknown): boolean {
  const decoded = decodeDocument(document);
  if (decoded.kind === 'tree') return own(decoded.tree, 'Statement') !== undefined;
  return (
    typeof document === 'string' && /^\s*(\{|%7B).{0,400}(Statement|2012-10-17|2008-10-17)/is.test(document)
  );
}

type Given = QuestionPolicy & NamedPolicy;

function boundaryProblems(given: readonly Given[]) {
  const unheeded = given.filter((policy) => policy.kind === 'boundary').slice(0, -1);
  const reason = 'a principal has one permissions boundary: only the last one given counts';
  return unheeded.map(({ name }) => ({ policy: name, path: '$', reason, isLoss: true }));
}

function policySetOf(given: readonly Given[]): PolicySet {
  const of = (kind: PolicyKind) => {
    const found = given.filter((policy) => policy.kind === kind);
    return found.length === 0 ? undefined : found;
  };
  return {
    identity: of('identity'),
    boundary: of('boundary')?.at(-1),
    session: of('session'),
    serviceControl: byLevel(of('scp') ?? []),
    resourceControl: of('rcp'),
    resource: of('resource'),
  };
}

/** Levels nobody gives a policy of are not known, and are left out. */
function byLevel(policies: readonly Given[]): readonly (readonly Given[])[] {
  const levels = new Map<number, Given[]>();
  for (const policy of policies) {
    const level = levels.get(policy.level ?? 0) ?? [];
    levels.set(policy.level ?? 0, [...level, policy]);
  }
  return [...levels].sort(([left], [right]) => left - right).map(([, level]) => level);
}
