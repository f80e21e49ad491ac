import type { Days } from '../../analysis/held-weeks.ts';

/** One step of a walk forward, in epoch days: what was learnt from `from` to `cut` is tried on `cut` to `to`, which is exclusive. */
export interface Fold {
  readonly from: number;
  readonly cut: number;
  readonly to: number;
}

/** How long to learn and how long to try, in days. */
export interface FoldSize {
  readonly trainDays: number;
  readonly testDays: number;
}

/** More say nothing more, and each takes its time; of a long log the latest count. */
export const foldsMax = 24;

/**
 * Gives the folds that fit into the days held, the earliest first. The last ends where the log ends; each begins its
 * test where the one before ended it, so that no day is tested twice.
 */
export function foldsOf(held: Days, { trainDays, testDays }: FoldSize): readonly Fold[] {
  const folds: Fold[] = [];
  for (let to = held.to; to - testDays - trainDays >= held.from && folds.length < foldsMax; to -= testDays) {
    const cut = to - testDays;
    folds.unshift({ from: cut - trainDays, cut, to });
  }
  return folds;
}
