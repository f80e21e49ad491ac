import { type AccountOf, accountKey } from '../model/account-key.ts';
import { PermissionSet } from '../model/permission-set.ts';
import { catalogueFacts } from './catalogue-facts.ts';
import type { AccountCoverage } from './coverage.ts';
import { type Doubts, doubted, doubtsOf, type PrincipalUse, type Signs } from './doubts.ts';
import { gapScore } from './gap-score.ts';
import type { PrincipalGrants } from './granted.ts';
import type { KnownToken } from './known-tokens.ts';
import { recordedSet } from './recorded-set.ts';
import type { TokenUsage } from './usage-by-token.ts';

/** Granted minus used of one token, by evidence state. */
export interface TokenGap {
  readonly token: KnownToken;
  /** Who holds the grants it lives on. */
  readonly holderId: string;
  readonly grants: PrincipalGrants | undefined;
  readonly granted: PermissionSet;
  readonly used: PermissionSet;
  /** It would have been recorded, and was not. */
  readonly unused: PermissionSet;
  /** How many are in `unused`, without building it. */
  readonly unusedCount: number;
  readonly unknown: PermissionSet;
  /** How many are in `unknown`, without building it. */
  readonly unknownCount: number;
  /** Signs of use that keep permissions out of `unused`. */
  readonly doubts: Doubts;
  readonly denied: PermissionSet;
  readonly usedNotGranted: PermissionSet;
  /** 0–100; undefined where there is no gap to close, or too little can be judged. */
  readonly score: number | undefined;
  readonly calls: number;
  /** Of these, the ones whose credential was refused. */
  readonly turnedAway: number;
  /** UTC epoch seconds. */
  readonly firstSeen: number | undefined;
  readonly lastSeen: number | undefined;
}

/** What is known of the calls of a token. */
export interface TokenCalls {
  readonly own: TokenUsage | undefined;
  /** Calls that name only the principal. */
  readonly shared: TokenUsage | undefined;
  /** Who holds the grants that the token lives on; its principal when absent. */
  readonly holderId?: string;
  /** What all tokens that may live on the same grants used. */
  readonly principal: PrincipalUse;
  readonly signs: Signs;
}

/** Decides the evidence state of permissions; what many tokens share is worked out once. */
export class Judge {
  readonly #coverage: ReadonlyMap<string, AccountCoverage>;
  readonly #recorded = new Map<string, PermissionSet>();
  readonly #silent = new Map<PermissionSet, Map<PermissionSet, Map<PermissionSet, PermissionSet>>>();
  readonly #weights = new Map<PermissionSet, Map<PermissionSet, number>>();

  constructor(coverage: ReadonlyMap<string, AccountCoverage>) {
    this.#coverage = coverage;
  }

  gapOf(token: KnownToken, grants: PrincipalGrants | undefined, calls: TokenCalls): TokenGap {
    const { own, shared, principal } = calls;
    const facts = catalogueFacts(token.provider);
    const granted = grants?.granted ?? PermissionSet.empty;
    const usedIds = idsOf('used', own, shared);
    const used = usedIds.intersect(granted);
    const recorded = this.#recordedOf(token);
    const doubts = doubtsOf(facts, { used: usedIds, granted, recorded }, principal, calls.signs);
    const silent = doubts.isNewcomer ? PermissionSet.empty : this.#silentSet(grants, recorded);
    const kept = used.union(doubted(doubts));
    const keptSilent = silent.intersect(kept);
    const unusedCount = silent.size - keptSilent.size;
    const unknownCount = granted.size - used.size - unusedCount;
    const unusedWeight = this.#weightOf(silent, grants) - facts.weightOf(keptSilent, grants?.limited);
    const unused = lazily(() => silent.subtract(keptSilent));
    const unknown = lazily(() => granted.subtract(used).subtract(unused()));
    const allowed = idsOf('allowed', own, shared);
    return {
      token,
      holderId: calls.holderId ?? token.principalId,
      grants,
      granted,
      used: grants ? used : usedIds,
      get unused() {
        return unused();
      },
      unusedCount,
      get unknown() {
        return unknown();
      },
      unknownCount,
      doubts,
      denied: idsOf('denied', own, shared).subtract(usedIds),
      usedNotGranted: grants
        ? allowed.subtract(granted).subtract(facts.replacedBy(allowed.intersect(granted)))
        : PermissionSet.empty,
      score: hasScore(grants, unknownCount)
        ? gapScore(unusedWeight, facts.weightOf(used, grants?.limited), facts.totalWeight)
        : undefined,
      calls: own?.calls ?? 0,
      turnedAway: own?.turned_away ?? 0,
      firstSeen: own?.first_seen,
      lastSeen: own?.last_seen,
    };
  }

  /** Of what is granted, what would be called unused if there had been no call at all. */
  #silentSet(grants: PrincipalGrants | undefined, recorded: PermissionSet): PermissionSet {
    if (!grants) return PermissionSet.empty;
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
      byLimited.get(grants.limited) ?? catalogueFacts(grants.provider).weightOf(set, grants.limited);
    byLimited.set(grants.limited, known);
    return known;
  }

  #recordedOf(token: AccountOf): PermissionSet {
    const key = accountKey(token);
    const known = this.#recorded.get(key);
    if (known) return known;
    const recorded = recordedSet(catalogueFacts(token.provider).permissions, this.#coverage.get(key));
    // Accounts that record the same share one set, so that what follows is worked out once for all of them.
    const shared = [...this.#recorded.values()].find((set) => set.equals(recorded)) ?? recorded;
    this.#recorded.set(key, shared);
    return shared;
  }
}

/** A fleet has too many of the large sets to hold them all; few are ever asked for. */
function lazily(build: () => PermissionSet): () => PermissionSet {
  let built: PermissionSet | undefined;
  return () => {
    built ??= build();
    return built;
  };
}

function idsOf(
  which: 'used' | 'allowed' | 'denied',
  own: TokenUsage | undefined,
  shared: TokenUsage | undefined,
): PermissionSet {
  return PermissionSet.unionOf([own?.[which] ?? PermissionSet.empty, shared?.[which] ?? PermissionSet.empty]);
}

/**
 * Nothing can be taken from the root of an account; and where most of what is granted is unknown, no score is better than
 * one that looks harmless.
 */
function hasScore(grants: PrincipalGrants | undefined, unknownCount: number): boolean {
  if (!grants || grants.granted.isEmpty || grants.kind === 'root') return false;
  return unknownCount <= unknownShareMax * grants.granted.size;
}

const unknownShareMax = 0.5;

function nested<Key, Inner, Value>(map: Map<Key, Map<Inner, Value>>, key: Key): Map<Inner, Value> {
  const inner = map.get(key) ?? new Map<Inner, Value>();
  map.set(key, inner);
  return inner;
}
