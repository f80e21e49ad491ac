import { burstFits } from './burst-habits.ts';
import { steadyFits } from './steady-habits.ts';
import type { UseHistory } from './use-history.ts';

/** One way of using a token, held against a history. */
export interface HabitFit {
  /** The logarithm of how likely the history is under the habit, its last silence left out. */
  readonly logLikelihood: number;
  /** The probability that a pause is longer than so many days, for a token of the habit with this history. */
  readonly pauseExceeds: (days: number) => number;
}

/** How the tokens of a fleet are used: the share of tokens that has each habit, and how often tokens end. */
export interface PausePrior {
  readonly shares: readonly number[];
  /** How many tokens a year fall out of use for good, as a rate. */
  readonly endsPerYear: number;
}

/** Holds every habit against a history, always in the same order. */
export function habitFits(history: UseHistory): readonly HabitFit[] {
  return [...steadyFits(history), ...burstFits(history)];
}

/** What a history and a fleet together say of a token’s pauses. */
export class PauseBelief {
  readonly #held: readonly (HabitFit & { readonly weight: number })[];

  constructor(history: UseHistory, shares: readonly number[]) {
    const fits = habitFits(history);
    const weights = normalised(
      fits.map(({ logLikelihood }, i) => logLikelihood + Math.log(shares[i] ?? Number.MIN_VALUE)),
    );
    this.#held = fits
      .map((fit, i) => ({ ...fit, weight: weights[i] ?? 0 }))
      .filter(({ weight }) => weight > negligible);
  }

  /** The probability that a token that goes on being used pauses for longer than so many days. */
  pauseExceeds(days: number): number {
    return this.#held.reduce((sum, fit) => sum + fit.weight * fit.pauseExceeds(days), 0);
  }
}

const negligible = 1e-7;

/** Shares of 1 from logarithms of weights. */
export function normalised(logs: readonly number[]): readonly number[] {
  const most = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - most));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
