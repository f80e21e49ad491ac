import { type AccountOf, accountKey } from '../../model/account-key.ts';
import type { EdgeEvidence, EdgeState } from '../../model/graph.ts';
import { groupBy } from '../../model/group-by.ts';
import type { Span } from '../../model/window.ts';
import type { Store } from '../../store/store.ts';
import { type AccountCoverage, coverageByAccount } from '../coverage.ts';
import { type Borrowed, borrowed } from './read-borrowed.ts';
import { type HeldPermission, holdersOf } from './read-permissions.ts';

/** What every step of a search works with. */
export interface GraphContext {
  readonly store: Store;
  readonly span: Span;
  /** Who in some accounts is granted some permissions; of each account it is read once. */
  holdersIn(
    provider: string,
    permissions: readonly string[],
    accounts: readonly string[],
  ): Promise<readonly HeldPermission[]>;
  /** As whom credentials of other systems were used; read once. */
  borrowed(): Promise<readonly Borrowed[]>;
  /** The state of an edge that leads into something of an account and was used so often. */
  stateOf(target: AccountOf, uses: number): EdgeState;
}

/** Prepares a search: what the logs of each account would have shown is worked out once. */
export async function graphContext(store: Store, span: Span): Promise<GraphContext> {
  const coverage = await coverageByAccount(store, span);
  let used: Promise<readonly Borrowed[]> | undefined;
  return {
    store,
    span,
    holdersIn: holdersByAccount(store),
    borrowed() {
      used ??= borrowed(store, span);
      return used;
    },
    stateOf: (target, uses) =>
      uses > 0 ? 'used' : isCovered(coverage.get(accountKey(target)), span) ? 'unused' : 'unknown',
  };
}

/** Steps ask of the same accounts again and again. */
function holdersByAccount(store: Store): GraphContext['holdersIn'] {
  const known = new Map<string, readonly HeldPermission[]>();
  return async (provider, permissions, accounts) => {
    const keyOf = (account: string) => [provider, account, ...[...permissions].sort()].join('\n');
    const missing = accounts.filter((account) => !known.has(keyOf(account)));
    const found = await holdersOf(store, { provider, permissions, in: { accounts: missing } });
    const byAccount = groupBy(found, ({ account }) => account);
    for (const account of missing) known.set(keyOf(account), byAccount.get(account) ?? []);
    return accounts.flatMap((account) => known.get(keyOf(account)) ?? []);
  };
}

/** Who becomes whom is recorded with what manages an account; a log with holes shows no absence. */
function isCovered(coverage: AccountCoverage | undefined, span: Span): boolean {
  if (coverage?.judgedFrom === undefined || coverage.judgedTo === undefined) return false;
  const isWhole = coverage.judgedFrom <= span.from + marginMs && coverage.judgedTo >= span.to - marginMs;
  return coverage.full.size > 0 && coverage.holes.length === 0 && isWhole;
}

const marginMs = 48 * 3_600_000;

/** Calls as evidence. */
export function callsEvidence(calls: {
  readonly times: number;
  readonly first: number;
  readonly last: number;
  readonly sample?: string;
  readonly tokens?: readonly string[];
}): EdgeEvidence {
  return {
    kind: 'calls',
    times: calls.times,
    first: iso(calls.first),
    last: iso(calls.last),
    sample: calls.sample || null,
    tokens: [...(calls.tokens ?? [])].sort(),
  };
}

function iso(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
