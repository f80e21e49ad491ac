/** How many roles there were at the end of a month, counting those that are there still. */
export interface RoleMonth {
  /** `2026-09` */
  readonly month: string;
  readonly roles: number;
}

export interface RoleGrowth {
  /** The latest last; at most two years. */
  readonly months: readonly RoleMonth[];
  /** Days in which the number of roles doubles, by the last half year; undefined where it does not grow. */
  readonly doublingDays: number | undefined;
}

export const monthsMax = 24;
export const trendMonths = 6;
const dayMs = 86_400_000;

/**
 * Fits the growth of roles up to a moment (epoch milliseconds) to their births (epoch seconds): ln 2 over the slope of
 * ln(roles) by day, at the ends of the last six months and at the moment itself.
 */
export function roleGrowth(births: readonly number[], to: number): RoleGrowth {
  const sorted = births
    .map((seconds) => seconds * 1000)
    .filter((birth) => birth < to)
    .sort((a, b) => a - b);
  const [first] = sorted;
  if (first === undefined) return { months: [], doublingDays: undefined };
  const ends = monthEnds(first, to).slice(-monthsMax);
  const points = ends.map((end) => ({ end, roles: sorted.filter((birth) => birth < end).length }));
  return {
    months: points.map(({ end, roles }) => ({ month: monthOf(end), roles })),
    doublingDays: doublingOf(points.slice(-trendMonths - 1).map(({ end, roles }) => ({ end, count: roles }))),
  };
}

/** The month that ends at a moment, as in `2026-09`. */
export function monthOf(end: number): string {
  return new Date(end - 1).toISOString().slice(0, 7);
}

/** The ends of all months from a moment on; the last is cut off at another. */
export function monthEnds(first: number, to: number): number[] {
  const ends: number[] = [];
  const start = new Date(first);
  for (let month = 1; ; month += 1) {
    const end = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + month, 1);
    ends.push(Math.min(end, to));
    if (end >= to) return ends;
  }
}

/** Days in which a number doubles, by least squares on its logarithm; undefined where it does not grow. */
export function doublingOf(
  points: readonly { readonly end: number; readonly count: number }[],
): number | undefined {
  const known = points.filter(({ count }) => count > 0);
  if (known.length < 2) return undefined;
  const xs = known.map(({ end }) => end / dayMs);
  const ys = known.map(({ count }) => Math.log(count));
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(xs), mean(ys)];
  const spread = xs.reduce((sum, value) => sum + (value - x) ** 2, 0);
  const slope = xs.reduce((sum, value, at) => sum + (value - x) * ((ys[at] ?? 0) - y), 0) / spread;
  return spread > 0 && slope > 1e-9 ? Math.LN2 / slope : undefined;
}

export interface ExplosionParts {
  /** Shares of all roles: near copies of another, held by one alone, and unheld or without any use. */
  readonly copies: number;
  readonly single: number;
  readonly idle: number;
  /** A year over the days of doubling, 1 at most. */
  readonly growth: number;
}

/** Gives the explosion index, 0 to 100: the mean of its four parts. */
export function explosionIndex({ copies, single, idle, growth }: ExplosionParts): number {
  return Math.round((100 * (copies + single + idle + growth)) / 4);
}
