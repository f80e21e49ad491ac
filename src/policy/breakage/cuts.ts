import type { Days } from '../../analysis/held-weeks.ts';
import type { Fold } from '../backtest/folds.ts';

/** When the forecast looks back and asks what came after. */
export interface Cuts {
  /** Days after each cut in which a need is looked for; at most the horizon that was asked for. */
  readonly outcomeDays: number;
  /** The latest is held back to measure what the others taught; then it teaches too. Ascending. */
  readonly past: readonly Fold[];
  /** Everything held, with nothing after it. */
  readonly now: Fold;
}

/** A sixth of the log at most is looked at for what came after a cut: the rest is needed before it. */
const outcomeShareMax = 6;
/**
 * Before a cut must lie at least this many times the days after it: how chances fall with the days gone by is
 * another matter in the first weeks.
 */
const trainingMin = 2;
const cutsMax = 5;

/** Gives the cuts that the days held leave room for; what lies before a cut is looked at as a whole. */
export function cutsOf(held: Days, horizonDays: number): Cuts {
  const days = held.to - held.from;
  const outcomeDays = Math.max(1, Math.min(horizonDays, Math.floor(days / outcomeShareMax)));
  const past: Fold[] = [];
  for (let cut = held.to - outcomeDays; past.length < cutsMax; cut -= outcomeDays) {
    if (cut - held.from < trainingMin * outcomeDays) break;
    past.unshift({ from: held.from, cut, to: cut + outcomeDays });
  }
  return { outcomeDays, past, now: { from: held.from, cut: held.to, to: held.to } };
}
