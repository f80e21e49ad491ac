import { type ShareInterval, shareInterval } from './share-interval.ts';

/** Alike cases that were given one chance, and how many of them came true. */
export interface Forecasts {
  readonly chance: number;
  readonly count: number;
  readonly hits: number;
}

/** What became of the cases that were given about the same chance. */
export interface ReliabilityBand {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** The mean of the chances given. */
  readonly forecast: number;
  readonly observed: ShareInterval;
}

/** How far chances are from what came true: the mean of the squared difference; 0 is perfect. */
export function brierScore(forecasts: Iterable<Forecasts>): number {
  let sum = 0;
  let all = 0;
  for (const { chance, count, hits } of forecasts) {
    sum += hits * (1 - chance) ** 2 + (count - hits) * chance ** 2;
    all += count;
  }
  return all === 0 ? 0 : sum / all;
}

/** Sets forecasts beside what came true, in as many bands of as nearly as can be the same number of cases. */
export function reliabilityOf(forecasts: readonly Forecasts[], bands: number): readonly ReliabilityBand[] {
  const sorted = [...forecasts].sort((a, b) => a.chance - b.chance);
  const all = sorted.reduce((sum, { count }) => sum + count, 0);
  const result: ReliabilityBand[] = [];
  let open: Forecasts[] = [];
  let held = 0;
  let closed = 0;
  for (const [index, one] of sorted.entries()) {
    open.push(one);
    held += one.count;
    const isLast = index === sorted.length - 1;
    const isFull = closed + held >= ((result.length + 1) * all) / bands;
    // Equal chances stay together.
    if (!isLast && (!isFull || sorted[index + 1]?.chance === one.chance)) continue;
    result.push(bandOf(open));
    closed += held;
    open = [];
    held = 0;
  }
  return result;
}

function bandOf(members: readonly Forecasts[]): ReliabilityBand {
  let count = 0;
  let hits = 0;
  let chances = 0;
  for (const one of members) {
    count += one.count;
    hits += one.hits;
    chances += one.chance * one.count;
  }
  return {
    from: members[0]?.chance ?? 0,
    to: members.at(-1)?.chance ?? 0,
    count,
    forecast: count === 0 ? 0 : chances / count,
    observed: shareInterval(hits, count),
  };
}
