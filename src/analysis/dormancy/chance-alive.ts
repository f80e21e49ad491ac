import { PauseBelief, type PausePrior } from './pause-model.ts';
import type { UseHistory } from './use-history.ts';

export const yearDays = 365.25;
/** Finer steps change no digit that is shown. */
const stepsMax = 50;

/** What a silence says of a token. */
export interface Liveness {
  /** The probability that the token is still in use: that its silence is a pause and not the end. */
  readonly alive: number;
  /** The probability of a pause as long as this, for a token that goes on being used. */
  readonly pauseThisLong: number;
}

/**
 * Weighs two stories of a silence of s days: the token is in use and pauses, or it fell out of use at some moment of the
 * silence. With the survival S of its pauses and the rate h at which tokens end, the first is as likely as e^(−hs)·S(s),
 * the second as ∫₀ˢ h·e^(−hu)·S(u) du. Explained in docs/dormancy.md.
 */
export function chanceAlive(history: UseHistory, prior: PausePrior): Liveness {
  const silence = new Silence(new PauseBelief(history, prior.shares), history.silenceDays);
  const { paused, ended } = silence.stories(prior.endsPerYear);
  return { alive: paused / (paused + ended), pauseThisLong: silence.pauseThisLong };
}

/** A silence, and how likely a pause was to reach each part of it. */
export class Silence {
  readonly pauseThisLong: number;
  readonly #days: number;
  readonly #width: number;
  readonly #curve: readonly number[];

  constructor(belief: PauseBelief, days: number) {
    const steps = Math.min(stepsMax, Math.max(1, Math.ceil(days)));
    this.#days = days;
    this.#width = days / steps;
    this.#curve = Array.from({ length: steps }, (_, step) => belief.pauseExceeds((step + 0.5) * this.#width));
    this.pauseThisLong = belief.pauseExceeds(days);
  }

  /** How likely each of both stories is; together, how likely the silence is at all. */
  stories(endsPerYear: number): { readonly paused: number; readonly ended: number } {
    const rate = endsPerYear / yearDays;
    const ended = this.#curve.reduce(
      (sum, reached, step) =>
        sum + rate * this.#width * Math.exp(-rate * (step + 0.5) * this.#width) * reached,
      0,
    );
    return { paused: Math.exp(-rate * this.#days) * this.pauseThisLong, ended };
  }
}
