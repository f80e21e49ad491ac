import { isoSeconds } from '../time.ts';
import type { Outcome, PermissionUse } from './truth.ts';

/** One exercised permission, as the simulated action states it. */
export interface Exercise {
  readonly at: number;
  readonly outcome: Outcome;
  /** An error that shows that the permission was checked and passed. */
  readonly isNeeded: boolean;
  readonly isDryRun: boolean;
}

interface Counts {
  allowed: number;
  denied: number;
  'authn-failed': number;
  error: number;
  neededErrors: number;
  dryRuns: number;
  firstSeen: number;
  lastSeen: number;
  firstUsed: number;
  lastUsed: number;
}

/** Sums exercised permissions by name, with first and last moments; grows with names, never with calls. */
export class UseTally {
  readonly #counts = new Map<string, Counts>();

  /** Adds one exercise of each of the permissions. */
  add(permissions: readonly string[], exercise: Exercise): void {
    for (const permission of permissions) this.#addOne(permission, exercise);
  }

  /** Says whether that permission was ever exercised. */
  has(permission: string): boolean {
    return this.#counts.has(permission);
  }

  /** Gives all sums, ordered by permission name. */
  uses(): readonly PermissionUse[] {
    return [...this.#counts].sort(([left], [right]) => (left < right ? -1 : 1)).map(toUse);
  }

  #addOne(permission: string, { at, outcome, isNeeded, isDryRun }: Exercise): void {
    let counts = this.#counts.get(permission);
    if (counts === undefined) {
      counts = emptyCounts();
      this.#counts.set(permission, counts);
    }
    counts[outcome] += 1;
    if (outcome === 'error' && isNeeded) counts.neededErrors += 1;
    if (isDryRun) counts.dryRuns += 1;
    counts.firstSeen = Math.min(counts.firstSeen, at);
    counts.lastSeen = Math.max(counts.lastSeen, at);
    if (outcome !== 'allowed') return;
    counts.firstUsed = Math.min(counts.firstUsed, at);
    counts.lastUsed = Math.max(counts.lastUsed, at);
  }
}

function emptyCounts(): Counts {
  return {
    allowed: 0,
    denied: 0,
    'authn-failed': 0,
    error: 0,
    neededErrors: 0,
    dryRuns: 0,
    firstSeen: Number.POSITIVE_INFINITY,
    lastSeen: 0,
    firstUsed: Number.POSITIVE_INFINITY,
    lastUsed: 0,
  };
}

function toUse([permission, counts]: [string, Counts]): PermissionUse {
  return {
    permission,
    allowed: counts.allowed,
    denied: counts.denied,
    authnFailed: counts['authn-failed'],
    error: counts.error,
    neededErrors: counts.neededErrors,
    dryRuns: counts.dryRuns,
    firstSeen: isoSeconds(counts.firstSeen),
    lastSeen: isoSeconds(counts.lastSeen),
    ...(counts.allowed > 0 && {
      firstUsed: isoSeconds(counts.firstUsed),
      lastUsed: isoSeconds(counts.lastUsed),
    }),
  };
}
