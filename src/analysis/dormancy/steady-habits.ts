import { logGamma } from './log-gamma.ts';
import type { HabitFit } from './pause-model.ts';
import type { UseHistory } from './use-history.ts';

/** Below 1 pauses differ much, above it they are regular. */
const shapes = [0.35, 0.5, 0.7, 1, 1.5, 2.5, 4];
/** The median pause, before anything is known of the token. */
const typicalDays = [1, 2, 4, 8, 16, 32, 64, 128, 365];
/** How alike the tokens of one habit are: the shape of the gamma distribution of their rates. */
const likeness = 2;

/**
 * Habits of one kind of pause: Weibull-distributed, with a rate λ that differs from token to token. Pauses to the power of the
 * shape are exponential with λ, so that a gamma prior of λ stays a gamma. A log opens at a moment like any other, and whoever
 * uses a token often is more likely to be seen at one: the first use counts by the rate of uses, λ^(1/shape) ÷ Γ(1 + 1/shape).
 */
export function steadyFits({ gaps, leadDays }: UseHistory): readonly HabitFit[] {
  const n = gaps.length;
  const logs = gaps.reduce((sum, gap) => sum + Math.log(gap), 0);
  return shapes.flatMap((shape) => {
    const spent = gaps.reduce((sum, gap) => sum + gap ** shape, leadDays ** shape);
    const a = likeness + n + 1 / shape;
    const ofShape =
      n * Math.log(shape) + (shape - 1) * logs + logGamma(a) - logGamma(likeness) - logGamma(1 + 1 / shape);
    return typicalDays.map((median): HabitFit => {
      const before = median ** shape / (2 ** (1 / likeness) - 1);
      const b = before + spent;
      return {
        logLikelihood: ofShape + likeness * Math.log(before) - a * Math.log(b),
        pauseExceeds: (days) => (b / (b + days ** shape)) ** a,
      };
    });
  });
}
