import { PermissionSet } from '../../model/permission-set.ts';
import type { HolderFacts } from '../backtest/fold-facts.ts';
import type { Fold } from '../backtest/folds.ts';
import { examOf } from '../backtest/score.ts';
import { trainingOf } from '../backtest/training.ts';
import type { HolderDays } from '../backtest/use-days.ts';
import { derivedSet } from '../derive/derive-permissions.ts';
import { type CatalogueIndex, catalogueIndex } from './catalogue-index.ts';
import type { Peers } from './peers.ts';
import { cellCount, cellOf, countBand } from './removal-cell.ts';
import type { UseCounts } from './unseen-species.ts';

/** What one principal’s smaller policy takes away at the end of a training, and what became of it. */
export interface Removals {
  readonly provider: string;
  readonly granted: PermissionSet;
  /** Removed, and its use would be recorded: of other removals nothing can be learnt. */
  readonly removed: PermissionSet;
  /** Of the removed, needed in the days after. */
  readonly missed: PermissionSet;
  readonly uses: HolderUse;
}

/** What a principal’s own use says about what it will need next. */
export interface HolderUse extends UseCounts {
  readonly permissions: PermissionSet;
  /** Permissions that it began to use in the last quarter of the days. */
  readonly fresh: number;
  readonly activeDays: number;
}

/** Works out what is removed from a principal; undefined where it is not known what it is granted, or nothing can be judged. */
export function removalsOf(holder: HolderDays, known: HolderFacts, fold: Fold): Removals | undefined {
  const { granted } = known;
  const { judged, needed } = examOf(holder, known, fold);
  if (!granted || judged.isEmpty) return undefined;
  const training = trainingOf(holder, known, fold);
  const removed = judged.subtract(derivedSet(training.derivation));
  return {
    provider: holder.provider,
    granted,
    removed,
    missed: removed.intersect(needed),
    uses: holderUse(holder, training.used, fold),
  };
}

function holderUse(holder: HolderDays, used: PermissionSet, { from, cut }: Fold): HolderUse {
  const lately = cut - Math.ceil((cut - from) / 4);
  const daysOf = new Map<number, readonly number[]>();
  const active = new Uint8Array(cut - from);
  for (const { allowed, failed } of holder.tokens) {
    for (const { permission, days } of [...allowed, ...failed]) {
      const held = [...days].filter((day) => day >= from && day < cut);
      for (const day of held) active[day - from] = 1;
      const known = daysOf.get(permission);
      if (held.length > 0) daysOf.set(permission, known ? [...new Set([...known, ...held])] : held);
    }
  }
  const counted = [...daysOf.values()];
  return {
    permissions: used,
    days: cut - from,
    used: used.size,
    once: counted.filter((days) => days.length === 1).length,
    twice: counted.filter((days) => days.length === 2).length,
    fresh: counted.filter((days) => days.every((day) => day >= lately)).length,
    activeDays: active.reduce((sum, day) => sum + day, 0),
  };
}

/** Counts removals by their kind; those that nobody uses, in services its principal leaves alone, are counted as a whole. */
export function countCells(removals: Removals, peers: Peers): ReadonlyMap<number, number> {
  const { provider, granted, removed, uses } = removals;
  const index = catalogueIndex(provider);
  const traits = traitsOf(removals, peers, index);
  const counts = new Uint32Array(cellCount);
  const found: number[] = [];
  const add = (cell: number, count: number): void => {
    if (count > 0 && counts[cell] === 0) found.push(cell);
    counts[cell] = (counts[cell] ?? 0) + count;
  };
  const services = new Set([...uses.permissions].map((id) => index.serviceOf[id] ?? 0));
  const lively = PermissionSet.unionOf([
    peers.used,
    ...[...services].flatMap((service) => index.services[service] ?? []),
  ]);
  removed.intersect(lively).forEach((id) => {
    add(traits(id), 1);
  });
  const cold = removed.subtract(lively);
  const cohort = peers.cohortOf(granted).size < 2 ? 0 : 1;
  const fresh = countBand(uses.fresh, freshMany);
  for (const [level, members] of index.byLevel.entries()) {
    add(cellOf({ level, service: 0, fleet: 0, cohort, fresh }), cold.intersect(members).size);
  }
  return new Map(found.map((cell) => [cell, counts[cell] ?? 0]));
}

/** Gives the kind of each removal of one principal. */
export function traitsOf(
  { granted, uses }: Removals,
  peers: Peers,
  index: CatalogueIndex,
): (permission: number) => number {
  const inService = new Map<number, number>();
  for (const id of uses.permissions) {
    const service = index.serviceOf[id] ?? 0;
    inService.set(service, (inService.get(service) ?? 0) + 1);
  }
  const cohort = peers.cohortOf(granted);
  const fresh = countBand(uses.fresh, freshMany);
  return (id) =>
    cellOf({
      level: index.levelOf[id] ?? 0,
      service: countBand(inService.get(index.serviceOf[id] ?? 0) ?? 0, serviceMany),
      fleet: peers.fleetBand(id),
      cohort: peers.cohortBand(cohort, id),
      fresh,
    });
}

const serviceMany = 6;
const freshMany = 5;
