import { groupBy } from '../../../model/group-by.ts';
import type { LinkFrom } from '../../../model/inventory.ts';
import type { ConfigurationProblem, StatedAccess, StatedHolder, StatedPower } from '../../configuration.ts';
import { accountOf } from '../inventory/arn.ts';
import { fromOf } from '../inventory/link-records.ts';
import { type GrantRow, parsePolicy, type Statement } from '../policy/index.ts';
import { isTelling, statedConditions } from './conditions.ts';
import type { DeclaredResource, PlacedDocument } from './facts.ts';
import { statementsOf } from './statements.ts';

/** Buckets, queues, keys and other things with policies of their own, each with all of its documents. */
export function resourceHolders(
  resources: readonly DeclaredResource[],
  scope: string,
  problems: ConfigurationProblem[],
): readonly StatedHolder[] {
  const byKey = groupBy(resources, ({ kind, reference }) => `${kind} ${reference}`);
  return [...byKey].flatMap(([key, parts]) => {
    const [first] = parts;
    if (first === undefined) return [];
    const { kind, name } = first;
    const documents = parts.flatMap(({ document }) => document ?? []);
    const [place = first] = documents;
    const holder = resourceHolder({ key: `${scope}\n${key}`, kind, name, place }, documents, problems);
    return [parts.some(({ isClosed }) => isClosed) ? { ...holder, isClosed: true as const } : holder];
  });
}

/** One thing, and what its policies let others do with it. */
export function resourceHolder(
  of: {
    readonly key: string;
    readonly kind: string;
    readonly name: string;
    readonly place: { readonly path: string; readonly line: number };
  },
  documents: readonly PlacedDocument[],
  problems: ConfigurationProblem[],
): StatedHolder {
  const { key, kind, name, place } = of;
  const parts = documents.flatMap((document) => statementsOf(document, 'identity', problems));
  return {
    key,
    kind,
    name,
    path: place.path,
    line: place.line,
    powers: parts.flatMap(({ row, statement, placed, line }) =>
      row.effect === 'deny' ? [denialOf(row, statement, placed, line)] : [],
    ),
    waysIn: [],
    accesses: parts.flatMap(({ row, statement, placed, line }) =>
      row.effect === 'allow' ? accessesOf(row, statement, { path: placed.path, line }) : [],
    ),
    tokens: [],
  };
}

/** Whether a document says who may do what with a thing: it names principals, and none that may become a role by it. */
export function isResourcePolicy(document: unknown): boolean {
  const named = parsePolicy(document).statements.filter(({ principals }) => principals !== undefined);
  return named.length > 0 && !named.every(({ actions }) => actions.patterns.every(isTrustAction));
}

function isTrustAction(pattern: string): boolean {
  return /^sts:/i.test(pattern);
}

function denialOf(
  row: GrantRow,
  statement: Statement,
  { name, path }: PlacedDocument,
  line: number,
): StatedPower {
  const conditions = statedConditions(statement);
  return {
    role: name,
    statement: row.statement,
    effect: 'deny',
    permissions: row.permissions,
    resources: row.resources,
    isConditional: conditions.length > 0,
    conditions,
    path,
    line,
  };
}

function accessesOf(
  row: GrantRow,
  statement: Statement,
  place: { readonly path: string; readonly line: number },
): readonly StatedAccess[] {
  const { principals } = statement;
  if (principals === undefined) return [];
  const { permissions, resources } = row;
  // Whom a statement speaks of stands in `from`: its other conditions are what is left to compare.
  const conditions = statedConditions(statement).filter(({ key }) => key !== '');
  const owner = resources.map(accountOf).find((account) => account !== undefined);
  const froms: readonly LinkFrom[] =
    principals.kind === 'except'
      ? [{ kind: 'anyone' }]
      : principals.patterns.flatMap((pattern) =>
          pattern.kind === 'canonical'
            ? [{ kind: 'principal' as const, id: `canonical user ${pattern.value}` }]
            : fromOf(pattern, statement, owner ?? ''),
        );
  return froms.map((from) => ({
    ...place,
    statement: row.statement,
    from,
    reach: reachOf(from, statement, owner),
    permissions,
    resources,
    conditions,
  }));
}

function reachOf(from: LinkFrom, statement: Statement, owner: string | undefined): StatedAccess['reach'] {
  const isNamed = statement.conditions.some(isTelling);
  switch (from.kind) {
    case 'anyone':
      return isNamed ? 'others' : 'anyone';
    case 'service':
      // A service acts for whoever asks it, unless a condition says for whom.
      return isNamed ? 'own' : 'others';
    case 'subject':
      return 'others';
    case 'account':
    case 'principal':
      return isOwn(from.id, owner) ? 'own' : 'others';
  }
}

/** What stands as a reference in place of an account is of the account that the configuration is applied to. */
function isOwn(id: string, owner: string | undefined): boolean {
  if (/^\$\{|^arn:[^:]*:[a-z-]+:[^:]*:\$\{/.test(id)) return true;
  return owner !== undefined && (id === owner || accountOf(id) === owner);
}
