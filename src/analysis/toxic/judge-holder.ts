import { type Cut, cheapestCut } from './cheapest-cut.ts';
import type { HolderFacts } from './holder-facts.ts';
import { type OpenPath, openPaths, type PathLeg } from './open-paths.ts';

export type LegState = 'used' | 'unused' | 'unknown';

/** How likely it is that a permission is missed once it is gone; docs/toxic.md publishes these. */
const missed = { used: 0.9999, doubted: 0.5, unknown: 0.05, unused: 0.005 } as const;

/** The combinations that a holder has, with what of them is used. */
export interface JudgedHolder {
  readonly facts: HolderFacts;
  readonly paths: readonly JudgedPath[];
}

export interface JudgedPath extends OpenPath {
  /** Of each of its legs. */
  readonly states: readonly LegState[];
}

/** A cut, and the chance that something of it is missed. */
export interface JudgedCut extends Cut {
  readonly chanceMissed: number;
}

/** Judges what a holder could do with combinations of what it has. */
export function judgeHolder(facts: HolderFacts): JudgedHolder {
  const { unused } = facts;
  const paths = facts.isUnlimited
    ? []
    : openPaths(facts).map((path) => ({
        ...path,
        states: path.legs.map((leg) => legState(leg, facts, unused)),
      }));
  return { facts, paths };
}

/** The chance that one permission, known to be unused, is missed once it is gone; undefined where nothing tells it. */
export type MissedChance = (permission: number) => number | undefined;

/**
 * Finds the cheapest way to close some paths of a holder.
 * @param forecast of permissions that are known to be unused; the published chance where it tells nothing
 */
export function cutOf(
  { facts }: JudgedHolder,
  paths: readonly JudgedPath[],
  forecast: MissedChance = () => undefined,
): JudgedCut {
  // What is unused is worked out whenever it is asked for, as a fleet has too many such sets to hold; here it is, once.
  const held = { ...facts };
  const cut = cheapestCut(
    paths.map(({ legs }) => legs.map(({ permissions }) => permissions.toSortedIds())),
    (permission) => -Math.log(1 - chanceOf(permission, held, forecast)),
  );
  return { ...cut, chanceMissed: 1 - Math.exp(-cut.cost) };
}

/** What is known of the use of one permission. */
export function stateOf(permission: number, { used }: HolderFacts, unused: HolderFacts['unused']): LegState {
  return used.has(permission) ? 'used' : unused.has(permission) ? 'unused' : 'unknown';
}

function legState({ permissions }: PathLeg, facts: HolderFacts, unused: HolderFacts['unused']): LegState {
  if (permissions.intersects(facts.used)) return 'used';
  return permissions.isSubsetOf(unused) ? 'unused' : 'unknown';
}

/** A cost has to be above zero, and that of one that is surely missed to be finite. */
function bounded(chance: number): number {
  return Math.min(missed.used, Math.max(chanceMin, chance));
}

const chanceMin = 1e-6;

/** The chance that a permission of a holder is missed once it is gone. */
export function chanceOf(permission: number, facts: HolderFacts, forecast: MissedChance): number {
  if (facts.used.has(permission)) return missed.used;
  if (facts.doubted.has(permission)) return missed.doubted;
  if (!facts.unused.has(permission)) return missed.unknown;
  return bounded(forecast(permission) ?? missed.unused);
}
