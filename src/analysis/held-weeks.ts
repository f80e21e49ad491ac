import type { Span } from '../model/window.ts';

const dayMs = 86_400_000;

/** Whole days, counted from 1 January 1970; `to` exclusive. */
export interface Days {
  readonly from: number;
  readonly to: number;
}

/** The days of a span: weeks that lie in it with all that is held of them, and the days before and after those. */
export interface SplitSpan {
  readonly weeks: Days;
  readonly before: Days;
  readonly after: Days;
}

/**
 * Splits the days of a span, so that what is summed by week can be taken for most of it.
 * @param held the days that anything is held of
 */
export function splitByWeek(span: Span, held: Days): SplitSpan {
  const from = Math.floor(span.from / dayMs);
  const to = Math.floor((span.to - 1) / dayMs) + 1;
  const first = from <= held.from ? Math.min(mondayOf(held.from), from) : from;
  const last = to >= held.to ? Math.max(mondayOf(held.to - 1) + 7, to) : to;
  const weeks = { from: mondayOf(first + 6), to: mondayOf(last) };
  if (weeks.from >= weeks.to) return { weeks: none, before: { from, to: Math.max(from, to) }, after: none };
  return {
    weeks,
    before: { from, to: Math.max(from, weeks.from) },
    after: { from: Math.min(weeks.to, to), to },
  };
}

const none: Days = { from: 0, to: 0 };

/** The Monday on or before a day. 1 January 1970 was a Thursday. */
function mondayOf(day: number): number {
  return day - ((((day + 3) % 7) + 7) % 7);
}
