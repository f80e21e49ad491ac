import type { Span } from '../model/window.ts';
import type { Store } from '../store/store.ts';
import type { AccountCoverage } from './coverage.ts';
import { type FleetPart, fleetFacts } from './fleet-facts.ts';
import type { PrincipalGrants } from './granted.ts';
import { Judge, type TokenGap } from './judge.ts';
import type { Scope } from './scope.ts';

export type { TokenGap } from './judge.ts';

export interface FleetGap {
  readonly span: Span;
  /** What belongs to the part that was looked at; undefined for the whole fleet. */
  readonly scope: Scope | undefined;
  readonly tokens: readonly TokenGap[];
  /** By the id of the holder. */
  readonly grants: ReadonlyMap<string, PrincipalGrants>;
  readonly coverage: ReadonlyMap<string, AccountCoverage>;
}

/**
 * Compares what every token may do with what it did. Calls that name only a principal count for each of its tokens,
 * since any of them may have been behind the call; and what one token uses is never called unused for another of the same
 * principal, since both live on the same grants. A token with grants of its own is judged by these alone.
 * @param part limits the answer to the tokens of some principals; each is judged as in the whole fleet
 */
export async function fleetGap(store: Store, span: Span, part?: FleetPart): Promise<FleetGap> {
  const { scope, tokens, usage, grants, coverage, holdingOf } = await fleetFacts(store, span, part);
  const rowOf = new Map(usage.map((row) => [keyOf(row.token_id, row.principal_id), row]));
  const judge = new Judge(coverage);
  const gaps = tokens.map((token) => {
    const { id, principalId } = token;
    const holding = holdingOf(token);
    return judge.gapOf(token, holding.grants, {
      own: rowOf.get(keyOf(id, principalId)),
      shared: rowOf.get(keyOf('', principalId)),
      ...holding,
    });
  });
  return { span, scope, grants, coverage, tokens: gaps };
}

function keyOf(tokenId: string, principalId: string): string {
  return `${tokenId}\n${principalId}`;
}
