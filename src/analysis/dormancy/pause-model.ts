import type { UseHistory } from './use-history.ts';

/**
 * One way of using a token: pauses between days with use are Weibull-distributed with this shape, and their rate varies
 * from token to token around a typical pause. Below shape 1 use comes in bursts, above it is regular.
 */
export interface PauseHabit {
  readonly shape: number;
  readonly typicalDays: number;
}

/** How the tokens of a fleet are used: habits, and the share of tokens that has each. */
export interface PausePrior {
  readonly shares: readonly number[];
  /** How many tokens a year fall out of use for good, as a rate. */
  readonly endsPerYear: number;
}

const shapes = [0.35, 0.5, 0.7, 1, 1.5, 2.5, 4];

/** Habits from bursts to clockwork, from daily to yearly. */
export const habits: readonly PauseHabit[] = shapes.flatMap((shape) =>
  [1, 2, 4, 8, 16, 32, 64, 128, 365].map((typicalDays) => ({ shape, typicalDays })),
);

/** How alike the tokens of one habit are: the shape of the gamma distribution of their rates. */
const likeness = 2;

/** What a history says of a token’s pauses, under each habit. */
export class PauseBelief {
  readonly #held: readonly (Posterior & { readonly weight: number })[];

  constructor(history: UseHistory, shares: readonly number[]) {
    const weights = normalised(
      logLikelihoods(history).map((log, i) => log + Math.log(shares[i] ?? Number.MIN_VALUE)),
    );
    this.#held = posteriorsOf(history)
      .map((posterior, i) => ({ ...posterior, weight: weights[i] ?? 0 }))
      .filter(({ weight }) => weight > negligible);
  }

  /** The probability that a token that goes on being used pauses for longer than so many days. */
  pauseExceeds(days: number): number {
    return this.#held.reduce((sum, posterior) => sum + posterior.weight * survival(posterior, days), 0);
  }
}

const negligible = 1e-7;

/** The logarithm of how likely a history is under each habit, its last silence left out. */
export function logLikelihoods(history: UseHistory): readonly number[] {
  const n = history.gaps.length;
  const logs = history.gaps.reduce((sum, gap) => sum + Math.log(gap), 0);
  const rising = logRising(likeness, n);
  return posteriorsOf(history).map(
    ({ shape, a, b, prior }) =>
      n * Math.log(shape) + (shape - 1) * logs + rising + likeness * Math.log(prior) - a * Math.log(b),
  );
}

/** What is believed of the rate of pauses under one habit: a gamma distribution with `a` and `b`. */
interface Posterior {
  readonly shape: number;
  readonly a: number;
  readonly b: number;
  /** `b` before any pause was seen. */
  readonly prior: number;
}

/** Pauses to the power of the shape are exponential, so that a gamma prior of their rate stays a gamma. */
function posteriorsOf({ gaps, leadDays }: UseHistory): readonly Posterior[] {
  const spent = new Map(
    shapes.map((shape) => [shape, gaps.reduce((sum, gap) => sum + gap ** shape, leadDays ** shape)]),
  );
  return habits.map((habit) => {
    const prior = rateOf(habit);
    return {
      shape: habit.shape,
      a: likeness + gaps.length,
      b: prior + (spent.get(habit.shape) ?? 0),
      prior,
    };
  });
}

function survival({ shape, a, b }: Posterior, days: number): number {
  return (b / (b + days ** shape)) ** a;
}

/** So that the median pause of the habit is about its typical one. */
function rateOf({ shape, typicalDays }: PauseHabit): number {
  return typicalDays ** shape / (2 ** (1 / likeness) - 1);
}

/** ln Γ(a + n) − ln Γ(a), for whole n. */
function logRising(a: number, n: number): number {
  let sum = 0;
  for (let k = 0; k < n; k++) sum += Math.log(a + k);
  return sum;
}

/** Shares of 1 from logarithms of weights. */
export function normalised(logs: readonly number[]): readonly number[] {
  const most = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - most));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
