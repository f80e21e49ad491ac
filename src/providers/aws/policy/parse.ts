import { decodeDocument, own } from './decode.ts';
import { parseStatement, type Statement } from './parse-statement.ts';
import { type PolicyProblem, ProblemList, quoted } from './problem.ts';

/** The two versions of the policy language; only the newer one has policy variables. */
export type LanguageVersion = '2008-10-17' | '2012-10-17';

/** A policy document as read: the statements that could be read, and what could not. */
export interface Policy {
  readonly version: LanguageVersion;
  readonly id?: string;
  readonly statements: readonly Statement[];
  readonly problems: readonly PolicyProblem[];
}

/**
 * Reads a policy document: a JSON object, JSON text, or URL-encoded JSON text.
 * Never throws. A statement that cannot be read is left out and reported, the others are kept;
 * a document that cannot be read at all is a policy without statements and with a problem.
 * Whoever draws conclusions from the policy must look at {@link lostEffects}.
 */
export function parsePolicy(document: unknown): Policy {
  const problems = new ProblemList();
  const decoded = decodeDocument(document);
  if (decoded.kind === 'unreadable') {
    problems.add('$', decoded.reason, 'any');
    return { version: '2008-10-17', statements: [], problems: problems.toList() };
  }
  const { tree } = decoded;
  for (const name of Object.keys(tree).slice(0, elementsMax)) {
    if (!policyElements.has(name)) problems.add('$', `unknown element ${quoted(name)}`, 'nothing');
  }
  const version = parseVersion(own(tree, 'Version'), problems);
  const statements = parseStatements(own(tree, 'Statement'), problems);
  const id = own(tree, 'Id');
  return {
    version,
    ...(typeof id === 'string' ? { id } : {}),
    statements,
    problems: problems.toList(),
  };
}

/** Which effects a policy may have had beyond its statements; both false when it was read in full. */
export function lostEffects(policy: Policy): { readonly allow: boolean; readonly deny: boolean } {
  const losses = new Set(policy.problems.map((problem) => problem.lost));
  return {
    allow: losses.has('allow') || losses.has('any'),
    deny: losses.has('deny') || losses.has('any'),
  };
}

const policyElements = new Set(['Version', 'Id', 'Statement']);
const elementsMax = 100;
/** AWS stores at most about 1 MB of policy text; this many statements do not fit into it. */
const statementsMax = 20_000;

function parseVersion(value: unknown, problems: ProblemList): LanguageVersion {
  if (value === undefined || value === '2008-10-17') return '2008-10-17';
  if (value !== '2012-10-17') problems.add('$.Version', `unknown version ${quoted(value)}`, 'nothing');
  return '2012-10-17';
}

function parseStatements(value: unknown, problems: ProblemList): readonly Statement[] {
  if (value === undefined) {
    problems.add('$', 'the document has no `Statement`', 'any');
    return [];
  }
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (list.length > statementsMax) {
    problems.add(
      '$.Statement',
      `only the first ${statementsMax} of ${list.length} statements are read`,
      'any',
    );
  }
  return list.slice(0, statementsMax).flatMap((item, index) => {
    const statement = parseStatement(item, index, problems);
    return statement === undefined ? [] : [statement];
  });
}
