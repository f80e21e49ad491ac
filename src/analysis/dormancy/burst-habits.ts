import { logGamma } from './log-gamma.ts';
import type { HabitFit } from './pause-model.ts';
import type { UseHistory } from './use-history.ts';

/** Pauses up to this long, such as a weekend, belong to a burst of use; longer ones lie between bursts. */
const burstDaysMax = 3;
/** The typical rest between bursts, before anything is known of the token. */
const typicalRests = [8, 16, 32, 64, 128, 365];
/** How alike the tokens of one habit are: the shape of the gamma distribution of the rates of their rests. */
const likeness = 2;
/** One pause in eight is a rest, as far as a pause or two may teach otherwise. */
const rests = { yes: 0.5, no: 3.5 };

/**
 * Habits of two kinds of pause: short ones within a burst of use, and exponential rests between bursts. Somebody who works on
 * a thing for a week every other month is neither steady nor dead.
 */
export function burstFits({ gaps, leadDays }: UseHistory): readonly HabitFit[] {
  const long = gaps.filter((gap) => gap > burstDaysMax);
  const short = gaps.length - long.length;
  const isLongLead = leadDays > burstDaysMax;
  const spent = long.reduce((sum, gap) => sum + gap - burstDaysMax, isLongLead ? leadDays - burstDaysMax : 0);
  const restShare = (rests.yes + long.length) / (rests.yes + rests.no + gaps.length);
  const a = likeness + long.length;
  const common =
    logBeta(rests.yes + long.length, rests.no + short) -
    logBeta(rests.yes, rests.no) +
    logShort(gaps, short) +
    (isLongLead ? Math.log(restShare) : 0) +
    logGamma(a) -
    logGamma(likeness);
  return typicalRests.map((median): HabitFit => {
    const before = median / (2 ** (1 / likeness) - 1);
    const b = before + spent;
    const meanPause = (1 - restShare) * shortMean + restShare * (burstDaysMax + b / (a - 1));
    return {
      logLikelihood: common + likeness * Math.log(before) - a * Math.log(b) - Math.log(meanPause),
      pauseExceeds: (days) =>
        days <= burstDaysMax
          ? 1 - (1 - restShare) * (days / burstDaysMax)
          : restShare * (b / (b + days - burstDaysMax)) ** a,
    };
  });
}

const shortMean = 1.5;

/** How likely the short pauses are as they are, when nothing is known of how many days they take. */
function logShort(gaps: readonly number[], short: number): number {
  let sum = logGamma(burstDaysMax) - logGamma(burstDaysMax + short);
  for (let days = 1; days <= burstDaysMax; days++) {
    sum += logGamma(1 + gaps.filter((gap) => gap === days).length);
  }
  return sum;
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}
