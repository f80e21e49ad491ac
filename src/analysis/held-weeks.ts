import { mondayBefore, seasonDays, weekDays } from '../store/tables/seasons.ts';

/** Whole days, counted from 1 January 1970; `to` exclusive. */
export interface Days {
  readonly from: number;
  readonly to: number;
}

/** Pieces of some days, each day in one of them; those of `seasons` and `weeks` are whole ones. */
export interface SplitDays {
  readonly seasons: readonly Days[];
  readonly weeks: readonly Days[];
  readonly days: readonly Days[];
}

/**
 * Splits days so that what is summed by season and by week can be taken for most of them. A season or week counts as whole
 * where all that is held of it lies in the days.
 * @param held the days that anything is held of
 */
export function splitDays(days: Days, held: Days): SplitDays {
  const byWeek = split(days, held, weekDays);
  const bySeason = split(byWeek.whole, held, seasonDays);
  return {
    seasons: some(bySeason.whole),
    weeks: some(bySeason.before, bySeason.after),
    days: some(byWeek.before, byWeek.after),
  };
}

function split({ from, to }: Days, held: Days, unit: number): { whole: Days; before: Days; after: Days } {
  const first = from <= held.from ? Math.min(mondayBefore(held.from, unit), from) : from;
  const last = to >= held.to ? Math.max(mondayBefore(held.to - 1, unit) + unit, to) : to;
  const whole = { from: mondayBefore(first + unit - 1, unit), to: mondayBefore(last, unit) };
  if (whole.from >= whole.to) return { whole: none, before: { from, to: Math.max(from, to) }, after: none };
  return {
    whole,
    before: { from, to: Math.max(from, whole.from) },
    after: { from: Math.min(whole.to, to), to },
  };
}

const none: Days = { from: 0, to: 0 };

function some(...pieces: readonly Days[]): readonly Days[] {
  return pieces.filter(({ from, to }) => from < to);
}
