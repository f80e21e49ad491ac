import type { RefusalDay } from './refusal-days.ts';

/** Fewer refusals on a day are a slip of somebody’s. */
export const burstMin = 20;
/** A day stands out that has so many times the refusals of any day before, … */
const timesUsual = 5;
/** … when so many days with calls came before it. */
const knownDaysMin = 7;
/** A burst is over when a day has less than this share of its worst. */
const lastingShare = 0.25;

/** Days on which a token was refused far more than ever before. */
export interface RefusalBurst {
  /** Epoch days, ascending. */
  readonly days: readonly number[];
  readonly refusals: number;
  readonly calls: number;
  /** The most that it was refused on a day before. */
  readonly usualMax: number;
  readonly permissions: readonly string[];
  readonly samples: readonly string[];
  /** Whether it still went on at the last day with calls. */
  readonly isGoingOn: boolean;
}

/** Finds the latest burst among the days of a token, ascending; what is refused every day is no burst. */
export function findBurst(days: readonly RefusalDay[]): RefusalBurst | undefined {
  for (let last = days.length - 1; last >= knownDaysMin; last -= 1) {
    const start = days[last];
    if (!start || start.refusals < burstMin) continue;
    const usualMax = Math.max(...days.slice(0, last).map(({ refusals }) => refusals));
    if (start.refusals < timesUsual * usualMax) continue;
    const after = days.slice(last).findIndex(({ refusals }) => refusals < lastingShare * start.refusals);
    const burst = days.slice(last, after < 0 ? days.length : last + after);
    return {
      days: burst.map(({ day }) => day),
      refusals: burst.reduce((sum, { refusals }) => sum + refusals, 0),
      calls: burst.reduce((sum, { calls }) => sum + calls, 0),
      usualMax,
      permissions: [...new Set(burst.flatMap(({ permissions }) => permissions))],
      samples: burst.map(({ sample }) => sample).slice(0, 3),
      isGoingOn: after < 0,
    };
  }
  return undefined;
}
