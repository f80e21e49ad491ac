import { groupBy } from '../model/group-by.ts';
import type { Span } from '../model/window.ts';
import type { Store } from '../store/store.ts';
import { attributed } from './attribute-usage.ts';
import { type AccountCoverage, coverageByAccount } from './coverage.ts';
import { grantsByPrincipal, type PrincipalGrants } from './granted.ts';
import { Judge, type TokenGap } from './judge.ts';
import { type KnownToken, knownTokens, withCallers } from './known-tokens.ts';
import { triesByPrincipal } from './provider-tries.ts';
import { scopeOf } from './scope.ts';
import { tokenGrantProviders, tokenHoldings } from './token-holders.ts';
import { unmappedServices, unmappedServicesOfTokens } from './unmapped-calls.ts';
import { usageByToken } from './usage-by-token.ts';

export type { TokenGap } from './judge.ts';

export interface FleetGap {
  readonly span: Span;
  readonly tokens: readonly TokenGap[];
  /** By the id of the holder. */
  readonly grants: ReadonlyMap<string, PrincipalGrants>;
  readonly coverage: ReadonlyMap<string, AccountCoverage>;
}

/** Part of a fleet. */
export interface FleetPart {
  readonly principalIds: readonly string[];
}

/**
 * Compares what every token may do with what it did. Calls that name only a principal count for each of its tokens,
 * since any of them may have been behind the call; and what one token uses is never called unused for another of the same
 * principal, since both live on the same grants. A token with grants of its own is judged by these alone.
 * @param part limits the answer to the tokens of some principals; each is judged as in the whole fleet
 */
export async function fleetGap(store: Store, span: Span, part?: FleetPart): Promise<FleetGap> {
  const scope = part && (await scopeOf(store, part.principalIds));
  const [usage, book, grants, coverage, tries, unmapped, unmappedOfTokens] = await Promise.all([
    usageByToken(store, span, scope),
    knownTokens(store, scope),
    grantsByPrincipal(store, span, scope),
    coverageByAccount(store, span, scope),
    triesByPrincipal(store, span, scope),
    unmappedServices(store, span, scope),
    unmappedServicesOfTokens(store, span, tokenGrantProviders(), scope),
  ]);
  const wanted = part && new Set(part.principalIds);
  const rows = attributed(usage, book.listed).filter((row) => wanted?.has(row.principal_id) ?? true);
  const tokens = withCallers(book, rows).filter((token) => wanted?.has(token.principalId) ?? true);
  const rowOf = new Map(rows.map((row) => [keyOf(row.token_id, row.principal_id), row]));
  const tokensOf = groupBy(tokens, (token) => token.principalId);
  const isYoung = ({ createdAt }: KnownToken): boolean =>
    createdAt !== undefined && createdAt * 1000 >= span.from;
  const holdingOf = tokenHoldings({
    tokens,
    listed: new Set(book.listed.map(({ id }) => id)),
    usage: rows,
    grants,
    signsOf: (principalId) => ({
      tries: tries.get(principalId),
      unmappedServices: unmapped.get(principalId),
      isNewcomer: tokensOf.get(principalId)?.every(isYoung) ?? false,
    }),
    unmappedOfTokens,
    isYoung,
  });
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
  return { span, grants, coverage, tokens: gaps };
}

function keyOf(tokenId: string, principalId: string): string {
  return `${tokenId}\n${principalId}`;
}
