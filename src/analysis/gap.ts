import { groupBy } from '../model/group-by.ts';
import type { Permission } from '../model/permission.ts';
import { PermissionSet } from '../model/permission-set.ts';
import type { Span } from '../model/window.ts';
import { findProvider } from '../providers/register.ts';
import type { Store } from '../store/store.ts';
import { type AccountCoverage, coverageByAccount } from './coverage.ts';
import { gapScore, levelWeights, limitedReach } from './gap-score.ts';
import { grantsByPrincipal, type PrincipalGrants } from './granted.ts';
import { type KnownToken, knownTokens } from './known-tokens.ts';
import { recordedSet } from './recorded-set.ts';
import { type TokenUsage, usageByToken } from './usage-by-token.ts';

/** Granted minus used of one token, by evidence state. */
export interface TokenGap {
  readonly token: KnownToken;
  readonly grants: PrincipalGrants | undefined;
  readonly granted: PermissionSet;
  readonly used: PermissionSet;
  /** It would have been recorded, and was not. */
  readonly unused: PermissionSet;
  readonly unknown: PermissionSet;
  readonly denied: PermissionSet;
  readonly usedNotGranted: PermissionSet;
  /** 0–100; undefined where nothing is known to be granted, or absence of use cannot be judged. */
  readonly score: number | undefined;
  readonly calls: number;
  /** UTC epoch seconds. */
  readonly firstSeen: number | undefined;
  readonly lastSeen: number | undefined;
}

export interface FleetGap {
  readonly span: Span;
  readonly tokens: readonly TokenGap[];
  readonly grants: ReadonlyMap<string, PrincipalGrants>;
  readonly coverage: ReadonlyMap<string, AccountCoverage>;
}

/**
 * Compares what every token may do with what it did. Calls that name only a principal count for each of its tokens,
 * since any of them may have been behind the call: a permission is rather kept than called unused.
 * @param tokenId limits the answer to one token
 */
export async function fleetGap(store: Store, span: Span, tokenId?: string): Promise<FleetGap> {
  const [usage, tokens, grants, coverage] = await Promise.all([
    usageByToken(store, span, tokenId),
    knownTokens(store),
    grantsByPrincipal(store, span),
    coverageByAccount(store, span),
  ]);
  const judge = new Judge(coverage);
  const usageOf = new Map(usage.map((row) => [keyOf(row.token_id, row.principal_id), row]));
  const known = new Map(tokens.map((token) => [keyOf(token.id, token.principalId), token]));
  for (const row of usage) {
    const key = keyOf(row.token_id, row.principal_id);
    if (row.token_id !== '' && !known.has(key)) known.set(key, tokenOf(row));
  }
  const wanted = [...known.values()].filter((token) => tokenId === undefined || token.id === tokenId);
  return {
    span,
    grants,
    coverage,
    tokens: wanted.map((token) =>
      judge.gapOf(
        token,
        grants.get(token.principalId),
        usageOf.get(keyOf(token.id, token.principalId)),
        usageOf.get(keyOf('', token.principalId)),
      ),
    ),
  };
}

/** Decides the evidence state of permissions; what many tokens share is worked out once. */
class Judge {
  readonly #coverage: ReadonlyMap<string, AccountCoverage>;
  readonly #catalogues = new Map<string, CatalogueFacts>();
  readonly #recorded = new Map<string, PermissionSet>();
  readonly #silent = new Map<PermissionSet, Map<PermissionSet, Map<PermissionSet, PermissionSet>>>();
  readonly #weights = new Map<PermissionSet, Map<PermissionSet, number>>();

  constructor(coverage: ReadonlyMap<string, AccountCoverage>) {
    this.#coverage = coverage;
  }

  gapOf(
    token: KnownToken,
    grants: PrincipalGrants | undefined,
    own: TokenUsage | undefined,
    shared: TokenUsage | undefined,
  ): TokenGap {
    const facts = this.#factsOf(token.provider);
    const granted = grants?.granted ?? PermissionSet.empty;
    const usedIds = PermissionSet.of([...(own?.used ?? []), ...(shared?.used ?? [])]);
    const used = usedIds.intersect(granted);
    const deniedIds = PermissionSet.of([...(own?.denied ?? []), ...(shared?.denied ?? [])]);
    const companions = facts.companionsOf(usedIds);
    const silent = this.#silentSet(grants, token.account, token.provider);
    const unused = silent.subtract(used).subtract(companions);
    const allowed = PermissionSet.of([...(own?.allowed ?? []), ...(shared?.allowed ?? [])]);
    const taken = silent.intersect(used.union(companions));
    const isJudged = !granted.isEmpty && (!silent.isEmpty || granted.isSubsetOf(used));
    const unusedWeight = this.#weightOf(silent, grants) - facts.weightOf(taken, grants?.limited);
    return {
      token,
      grants,
      granted,
      used: grants ? used : usedIds,
      unused,
      unknown: granted.subtract(used).subtract(unused),
      denied: deniedIds.subtract(usedIds),
      usedNotGranted: grants ? allowed.subtract(granted) : PermissionSet.empty,
      // Where silence proves nothing, no score is better than one that looks harmless.
      score: isJudged
        ? gapScore(unusedWeight, facts.weightOf(used, grants?.limited), facts.totalWeight)
        : undefined,
      calls: own?.calls ?? 0,
      firstSeen: own?.first_seen,
      lastSeen: own?.last_seen,
    };
  }

  /** Of what is granted, what would be called unused if there had been no call at all. */
  #silentSet(grants: PrincipalGrants | undefined, account: string, provider: string): PermissionSet {
    if (!grants) return PermissionSet.empty;
    const recorded = this.#recordedOf(account, provider);
    const byRecorded = nested(this.#silent, grants.granted);
    const byYoung = nested(byRecorded, recorded);
    const known = byYoung.get(grants.young) ?? grants.granted.intersect(recorded).subtract(grants.young);
    byYoung.set(grants.young, known);
    return known;
  }

  #weightOf(set: PermissionSet, grants: PrincipalGrants | undefined): number {
    if (!grants) return 0;
    const byLimited = nested(this.#weights, set);
    const known =
      byLimited.get(grants.limited) ?? this.#factsOf(grants.provider).weightOf(set, grants.limited);
    byLimited.set(grants.limited, known);
    return known;
  }

  #recordedOf(account: string, provider: string): PermissionSet {
    const known = this.#recorded.get(account);
    if (known) return known;
    const recorded = recordedSet(this.#factsOf(provider).permissions, this.#coverage.get(account));
    // Accounts that record the same share one set, so that what follows is worked out once for all of them.
    const shared = [...this.#recorded.values()].find((set) => set.equals(recorded)) ?? recorded;
    this.#recorded.set(account, shared);
    return shared;
  }

  #factsOf(provider: string): CatalogueFacts {
    const known = this.#catalogues.get(provider) ?? new CatalogueFacts(provider);
    this.#catalogues.set(provider, known);
    return known;
  }
}

/** A provider’s catalogue by permission number. */
class CatalogueFacts {
  readonly permissions: readonly Permission[];
  readonly totalWeight: number;
  readonly #weights: number[] = [];
  readonly #companions = new Map<number, readonly number[]>();

  constructor(provider: string) {
    const { catalogue } = findProvider(provider);
    this.permissions = catalogue.permissions();
    for (const { id, level } of this.permissions) this.#weights[id] = levelWeights[level];
    this.totalWeight = this.#weights.reduce((sum, weight) => sum + weight, 0);
    for (const [name, companions] of catalogue.companions()) {
      const id = catalogue.find(name)?.id;
      if (id === undefined) continue;
      this.#companions.set(
        id,
        companions.flatMap((companion) => catalogue.find(companion)?.id ?? []),
      );
    }
  }

  companionsOf(used: PermissionSet): PermissionSet {
    return PermissionSet.of([...used].flatMap((id) => this.#companions.get(id) ?? []));
  }

  weightOf(set: PermissionSet, limited: PermissionSet | undefined): number {
    let sum = 0;
    for (const id of set) sum += (this.#weights[id] ?? 0) * (limited?.has(id) ? limitedReach : 1);
    return sum;
  }
}

function tokenOf(row: TokenUsage): KnownToken {
  return {
    provider: row.provider,
    account: row.account,
    id: row.token_id,
    kind: row.token_kind,
    principalId: row.principal_id,
    principalKind: row.principal_kind,
    status: 'unknown',
    owner: '',
    createdAt: undefined,
    expiresAt: undefined,
  };
}

function nested<Key, Inner, Value>(map: Map<Key, Map<Inner, Value>>, key: Key): Map<Inner, Value> {
  const inner = map.get(key) ?? new Map<Inner, Value>();
  map.set(key, inner);
  return inner;
}

function keyOf(tokenId: string, principalId: string): string {
  return `${tokenId}\n${principalId}`;
}

/** Tokens by the principal they act as. */
export function tokensByPrincipal(fleet: FleetGap): ReadonlyMap<string, readonly TokenGap[]> {
  return groupBy(fleet.tokens, (gap) => gap.token.principalId);
}
