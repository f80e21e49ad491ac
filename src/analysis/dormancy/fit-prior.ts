import { Silence, yearDays } from './chance-alive.ts';
import { habitFits, normalised, PauseBelief, type PausePrior } from './pause-model.ts';
import type { UseHistory } from './use-history.ts';

/** How many tokens’ worth of doubt the fleet has to overcome: what is assumed before any token is seen. */
const assumedTokens = 6;
/** One token in three falls out of use in a year, unless the fleet shows otherwise. */
const assumedEndsPerYear = 0.4;
/** How far the fleet may pull it from that: a factor of e at the cost of half a nat. */
const endsSpread = 1;
const endsTried = [0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.55, 0.75, 1, 1.5, 2, 3];
const rounds = 30;
/** The rate is fitted to so many; the shares to all that are given. */
const rateSampleMax = 300;

/**
 * Learns from a fleet how tokens are used: which habits are frequent (expectation maximisation over a fixed set of
 * habits), then how often tokens end (maximum a posteriori over a fixed set of rates).
 */
export function fitPrior(histories: readonly UseHistory[]): PausePrior {
  const shares = fitShares(histories);
  return { shares, endsPerYear: fitEnds(histories, shares) };
}

function fitShares(histories: readonly UseHistory[]): readonly number[] {
  const logs = histories
    .filter(({ gaps, leadDays }) => gaps.length > 0 || leadDays > 0)
    .map((history) => habitFits(history).map(({ logLikelihood }) => logLikelihood));
  const habits = habitFits({ gaps: [], leadDays: 0, silenceDays: 0 });
  const assumed = habits.map(() => 1 / habits.length);
  let shares: readonly number[] = assumed;
  for (let round = 0; round < rounds && logs.length > 0; round++) {
    const sums = assumed.map((share) => share * assumedTokens);
    for (const log of logs) {
      const weights = normalised(log.map((one, i) => one + Math.log(shares[i] ?? Number.MIN_VALUE)));
      weights.forEach((weight, i) => {
        sums[i] = (sums[i] ?? 0) + weight;
      });
    }
    const total = logs.length + assumedTokens;
    shares = sums.map((sum) => sum / total);
  }
  return shares;
}

function fitEnds(histories: readonly UseHistory[], shares: readonly number[]): number {
  const seen = histories.filter(({ gaps }) => gaps.length > 0).slice(0, rateSampleMax);
  const silences = seen.map((history) => new Silence(new PauseBelief(history, shares), history.silenceDays));
  const livedDays = seen.reduce((sum, { gaps }) => sum + gaps.reduce((days, gap) => days + gap, 0), 0);
  const scores = endsTried.map((endsPerYear) => {
    const distance = Math.log(endsPerYear / assumedEndsPerYear) / endsSpread;
    const fit = silences.reduce((sum, silence) => {
      const { paused, ended } = silence.stories(endsPerYear);
      return sum + Math.log(paused + ended);
    }, 0);
    return fit - (endsPerYear / yearDays) * livedDays - distance ** 2 / 2;
  });
  return endsTried[scores.indexOf(Math.max(...scores))] ?? assumedEndsPerYear;
}
