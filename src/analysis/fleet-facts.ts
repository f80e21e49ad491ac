import { groupBy } from '../model/group-by.ts';
import { holderId } from '../model/holder-id.ts';
import type { Span } from '../model/window.ts';
import type { Store } from '../store/store.ts';
import { attributed } from './attribute-usage.ts';
import { type AccountCoverage, coverageByAccount } from './coverage.ts';
import type { Signs } from './doubts.ts';
import { grantsByPrincipal, type PrincipalGrants } from './granted.ts';
import { type KnownToken, knownTokens, withCallers } from './known-tokens.ts';
import { triesByPrincipal } from './provider-tries.ts';
import { darkestOf, reachedAccounts } from './reached-accounts.ts';
import { type Scope, scopeOf } from './scope.ts';
import { packedUsageOf } from './shared-usage.ts';
import { type TokenHolding, tokenGrantProviders, tokenHoldings } from './token-holders.ts';
import { unmappedServices, unmappedServicesOfTokens } from './unmapped-calls.ts';
import { type TokenUsage, usageByToken } from './usage-by-token.ts';

/** Part of a fleet. */
export interface FleetPart {
  readonly principalIds: readonly string[];
  /** A token of which these are all the principals, where that is what is asked of. */
  readonly subjectId?: string;
  /** Whether so much is asked of the usage of the part that it is read once for all. */
  readonly sharesUsage?: boolean;
}

/** All that is known of the tokens of a fleet or a part of it, before anything is concluded. */
export interface FleetFacts {
  /** Undefined for the whole fleet. */
  readonly scope: Scope | undefined;
  readonly tokens: readonly KnownToken[];
  /** What tokens used, each under the principal whose it is; without a token, what calls that name only the principal used. */
  readonly usage: readonly TokenUsage[];
  /** By the id of the holder. */
  readonly grants: ReadonlyMap<string, PrincipalGrants>;
  readonly coverage: ReadonlyMap<string, AccountCoverage>;
  /** What is known of a principal beside its calls. */
  readonly signsOf: (principalId: string) => Signs;
  /** Whose grants a token lives on, and what else may have used them. */
  readonly holdingOf: (token: KnownToken) => TokenHolding;
}

/** Gathers what is known of a fleet, or of the tokens of some principals. */
export async function fleetFacts(store: Store, span: Span, part?: FleetPart): Promise<FleetFacts> {
  const scope = part && (await scopeOf(store, part.principalIds, part.subjectId));
  const packing = scope && part.sharesUsage ? packedUsageOf(store, scope, span.to) : undefined;
  const [packedUsage, rows, book, held, coverage, tries, unmapped, unmappedOfTokens, reached] =
    await Promise.all([
      packing,
      usageByToken(store, span, scope),
      knownTokens(store, scope),
      grantsByPrincipal(store, span, scope),
      coverageByAccount(store, span, scope),
      triesByPrincipal(store, span, scope),
      unmappedServices(store, span, scope),
      unmappedServicesOfTokens(store, span, tokenGrantProviders(), scope),
      reachedAccounts(store, tokenGrantProviders(), scope),
    ]);
  const accountOf = ({ id, provider, account }: Pick<KnownToken, 'id' | 'provider' | 'account'>): string =>
    darkestOf(provider, reached.get(id) ?? [], coverage) ?? account;
  const wanted = part && new Set(part.principalIds);
  const usage = attributed(rows, book.listed).filter((row) => wanted?.has(row.principal_id) ?? true);
  const tokens = withCallers(book, usage)
    .filter((token) => wanted?.has(token.principalId) ?? true)
    .map((token) => (reached.has(token.id) ? { ...token, account: accountOf(token) } : token));
  const grants = new Map(held);
  for (const id of reached.keys()) {
    const holder = holderId({ principalId: '', tokenId: id });
    const own = held.get(holder);
    if (own) grants.set(holder, { ...own, account: accountOf({ ...own, id }) });
  }
  const isYoung = ({ createdAt }: KnownToken): boolean =>
    createdAt !== undefined && createdAt * 1000 >= span.from;
  const tokensOf = groupBy(tokens, (token) => token.principalId);
  const signsOf = (principalId: string): Signs => ({
    tries: tries.get(principalId),
    unmappedServices: unmapped.get(principalId),
    isNewcomer: tokensOf.get(principalId)?.every(isYoung) ?? false,
  });
  const listed = new Set(book.listed.map(({ id }) => id));
  const holdingOf = tokenHoldings({ listed, usage, grants, signsOf, unmappedOfTokens, isYoung });
  return { scope: scope && { ...scope, packedUsage }, tokens, usage, grants, coverage, signsOf, holdingOf };
}
