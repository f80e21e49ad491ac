import type { Place } from '../organisation/places.ts';
import { isoSeconds } from '../time.ts';
import type {
  FileCounts,
  Hole,
  Outcome,
  PermissionUse,
  PlaceUse,
  PrincipalTruth,
  ProviderTruth,
  RecordCounts,
  RecordKind,
  TokenTruth,
} from './truth.ts';
import { type Exercise, UseTally } from './use-tally.ts';

/** One recorded call as the simulation means it. */
export interface CallFact extends Exercise {
  readonly kind: RecordKind;
  readonly permissions: readonly string[];
  readonly principal: string | undefined;
  readonly token: string | undefined;
  readonly place: Place | undefined;
  /** Set where its record does not tell what it needs. */
  readonly isOpaque?: boolean;
}

/** What the inventory side knows of a principal; the calls are added by the book. */
export type PrincipalFacts = Omit<
  PrincipalTruth,
  'labels' | 'calls' | 'callsWithoutPermission' | 'firstSeen' | 'lastSeen' | 'uses' | 'unrecorded' | 'lost'
>;

/** What the inventory side knows of a token. */
export type TokenFacts = Omit<TokenTruth, 'labels' | 'calls' | 'firstSeen' | 'lastSeen' | 'places' | 'uses'>;

/** Everything else a provider's truth consists of. */
export interface ProviderFacts {
  readonly files: FileCounts;
  readonly total: number;
  readonly duplicates: number;
  readonly accounts: ProviderTruth['accounts'];
  readonly holes: readonly Hole[];
  readonly principals: readonly PrincipalFacts[];
  readonly tokens: readonly TokenFacts[];
}

class Tally {
  readonly uses = new UseTally();
  readonly places = new Map<string, { place: Place; calls: number }>();
  readonly unrecorded = new Set<string>();
  readonly lost = new Set<string>();
  calls = 0;
  callsWithoutPermission = 0;
  firstSeen = Number.POSITIVE_INFINITY;
  lastSeen = 0;

  add(fact: CallFact): void {
    this.calls += 1;
    if (fact.permissions.length === 0) this.callsWithoutPermission += 1;
    this.firstSeen = Math.min(this.firstSeen, fact.at);
    this.lastSeen = Math.max(this.lastSeen, fact.at);
    this.uses.add(fact.permissions, fact);
    if (fact.place === undefined) return;
    const known = this.places.get(fact.place.id);
    if (known) known.calls += 1;
    else this.places.set(fact.place.id, { place: fact.place, calls: 1 });
  }

  span(): { firstSeen?: string; lastSeen?: string } {
    return this.calls === 0
      ? {}
      : { firstSeen: isoSeconds(this.firstSeen), lastSeen: isoSeconds(this.lastSeen) };
  }
}

/** Keeps count of what one provider's log should say. */
export class ProviderBook {
  readonly #principals = new Map<string, Tally>();
  readonly #tokens = new Map<string, Tally>();
  readonly #lineage = new Map<string, { parent: string; child: string; calls: number }>();
  readonly #labels = new Map<string, Set<string>>();
  readonly #kinds: Partial<Record<RecordKind, number>> = {};
  readonly #outcomes: Record<Outcome, number> = { allowed: 0, denied: 0, 'authn-failed': 0, error: 0 };
  #unique = 0;
  #sharedCopies = 0;
  #opaque = 0;

  /** Counts a call that is in the log. */
  recorded(fact: CallFact): void {
    this.#count(fact.kind);
    if (fact.isOpaque) this.#opaque += 1;
    if (fact.kind !== 'service-event') this.#outcomes[fact.outcome] += 1;
    if (fact.principal !== undefined) tallyOf(this.#principals, fact.principal).add(fact);
    if (fact.token !== undefined) tallyOf(this.#tokens, fact.token).add(fact);
  }

  /** Counts a record that is no call. */
  recordedInsight(): void {
    this.#count('insight');
  }

  /** Counts the second copy of a call that another account's log holds too. */
  sharedCopy(): void {
    this.#unique += 1;
    this.#sharedCopies += 1;
  }

  /** Remembers a call that left no record. */
  unrecorded(fact: CallFact, reason: 'unrecorded' | 'lost'): void {
    if (fact.principal === undefined || fact.outcome !== 'allowed') return;
    const tally = tallyOf(this.#principals, fact.principal);
    for (const permission of fact.permissions) tally[reason].add(permission);
  }

  /** Remembers that a session of `child` was minted with `parent`. */
  minted(parent: string, child: string): void {
    const key = `${parent} ${child}`;
    const known = this.#lineage.get(key);
    if (known) known.calls += 1;
    else this.#lineage.set(key, { parent, child, calls: 1 });
  }

  /** Marks a principal or a token with what a product should find out about it. */
  label(subject: string, ...labels: readonly string[]): void {
    const known = this.#labels.get(subject) ?? new Set<string>();
    for (const label of labels) known.add(label);
    this.#labels.set(subject, known);
  }

  /** Gives the provider's part of the truth. */
  close(facts: ProviderFacts): ProviderTruth {
    return {
      files: facts.files,
      records: this.#records(facts),
      accounts: facts.accounts,
      holes: facts.holes,
      principals: facts.principals.map((known) => this.#principal(known)),
      tokens: facts.tokens.map((known) => this.#token(known)),
      lineage: [...this.#lineage.values()].sort(byKey((edge) => `${edge.parent} ${edge.child}`)),
    };
  }

  /** Gives how a token's permissions were exercised; nothing for one that is not in the log. */
  usesOfToken(id: string): readonly PermissionUse[] {
    return this.#tokens.get(id)?.uses.uses() ?? [];
  }

  /** Gives how a principal's permissions were exercised, by whichever token. */
  usesOfPrincipal(id: string): readonly PermissionUse[] {
    return this.#principals.get(id)?.uses.uses() ?? [];
  }

  /** Gives the ids of all principals that appear in the log. */
  seenPrincipals(): readonly string[] {
    return [...this.#principals.keys()].sort();
  }

  /** Gives the ids of all tokens that appear in the log. */
  seenTokens(): readonly string[] {
    return [...this.#tokens.keys()].sort();
  }

  #count(kind: RecordKind): void {
    this.#unique += 1;
    this.#kinds[kind] = (this.#kinds[kind] ?? 0) + 1;
  }

  #records({ total, duplicates }: ProviderFacts): RecordCounts {
    return {
      total,
      unique: this.#unique,
      duplicates,
      sharedCopies: this.#sharedCopies,
      opaque: this.#opaque,
      byKind: this.#kinds,
      byOutcome: this.#outcomes,
    };
  }

  #principal(facts: PrincipalFacts): PrincipalTruth {
    const tally = this.#principals.get(facts.id) ?? new Tally();
    return {
      ...facts,
      labels: this.#labelsOf(facts.id),
      calls: tally.calls,
      callsWithoutPermission: tally.callsWithoutPermission,
      ...tally.span(),
      uses: tally.uses.uses(),
      unrecorded: [...tally.unrecorded].filter((permission) => !tally.uses.has(permission)).sort(),
      lost: [...tally.lost].filter((permission) => !tally.uses.has(permission)).sort(),
    };
  }

  #token(facts: TokenFacts): TokenTruth {
    const tally = this.#tokens.get(facts.id) ?? new Tally();
    return {
      ...facts,
      labels: this.#labelsOf(facts.id),
      calls: tally.calls,
      ...tally.span(),
      places: [...tally.places.values()].sort(byKey(({ place }) => place.id)).map(toPlaceUse),
      uses: tally.uses.uses(),
    };
  }

  #labelsOf(subject: string): readonly string[] {
    return [...(this.#labels.get(subject) ?? [])].sort();
  }
}

function tallyOf(tallies: Map<string, Tally>, id: string): Tally {
  let tally = tallies.get(id);
  if (tally === undefined) {
    tally = new Tally();
    tallies.set(id, tally);
  }
  return tally;
}

function toPlaceUse({ place, calls }: { place: Place; calls: number }): PlaceUse {
  return {
    kind: place.kind,
    ...(place.country !== undefined && { country: place.country }),
    ...(place.asn !== undefined && { asn: place.asn }),
    network: place.network,
    calls,
  };
}

function byKey<T>(key: (value: T) => string): (left: T, right: T) => number {
  return (left, right) => (key(left) < key(right) ? -1 : 1);
}
