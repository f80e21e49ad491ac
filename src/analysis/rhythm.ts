import type { Span } from '../model/window.ts';
import { calendarDay, epochDay } from './rhythm-calendar.ts';
import {
  type Candidate,
  candidatesFor,
  familyCount,
  monthNames,
  periodLengths,
  weeklyCandidate,
} from './rhythm-candidates.ts';
import { luckOfEvenGaps, luckOfHits, luckOfSpread } from './rhythm-luck.ts';

export type RhythmKind = Candidate['kind'] | 'daily' | 'interval' | 'irregular' | 'once' | 'none';

/** When something is used, as far as its days with use tell. */
export interface Rhythm {
  readonly kind: RhythmKind;
  /** To follow “used”: `every 1st of the month`, `on weekdays`, `once, on 2 July 2026`. */
  readonly text: string;
  /** Undefined where no rhythm was found. */
  readonly periodDays: number | undefined;
  readonly evidence: {
    /** Occasions with use, of those between the first and the last use. */
    readonly seen: number;
    readonly expected: number;
    /** Occasions since the last use that passed without one: above 0, the rhythm may have ended. */
    readonly missedSince: number;
    /** An upper bound of the chance that use at random looks as regular as this; 1 where no rhythm was found. */
    readonly luck: number;
  };
  /** The first occasion that ends after the span; whole UTC days. */
  readonly nextExpected: Span | undefined;
}

/** Use at random is called regular at most this often. */
const luckMax = 0.01;
/** Occasions without use that a rhythm may have, and days with use beside it. */
const hitShareMin = 0.8;
const strayShareMax = 0.2;
const dayMs = 86_400_000;

/**
 * Finds the calendar that use follows: days of the week, of the month, its end, quarters, years, or even gaps. A rhythm is
 * only called one when use at random would hardly look like it.
 * @param days epoch days with use, ascending and distinct; those outside the span are left out
 * @param span when use would have been seen
 */
export function rhythmOf(days: readonly number[], span: Span): Rhythm {
  const range = { first: epochDay(span.from), last: epochDay(span.to - 1) };
  const held = days.filter((day) => day >= range.first && day <= range.last);
  const [first, ...others] = held;
  if (first === undefined) return without('none', 'not at all', 0);
  if (others.length === 0) return without('once', `once, on ${dateText(first)}`, 1);
  return (
    daily(held, range) ??
    weekly(held, range) ??
    calendar(held, range) ??
    interval(held, range) ??
    without('irregular', irregularText(held), held.length)
  );
}

interface DayRange {
  readonly first: number;
  readonly last: number;
}

function daily(days: readonly number[], range: DayRange): Rhythm | undefined {
  const active = extentOf(days);
  const expected = active.last - active.first + 1;
  if (days.length < 7 || days.length < dailyShareMin * expected) return undefined;
  return {
    kind: 'daily',
    text: 'every day',
    periodDays: 1,
    evidence: { seen: days.length, expected, missedSince: range.last - active.last, luck: 0 },
    nextExpected: spanOfDays(range.last + 1, range.last + 1),
  };
}

const dailyShareMin = 0.85;

/** Days of the week on which there is use nearly every week. */
function weekly(days: readonly number[], range: DayRange): Rhythm | undefined {
  const active = extentOf(days);
  const used = new Array<number>(7).fill(0);
  const held = new Array<number>(7).fill(0);
  for (const day of days) used[calendarDay(day).weekday] = (used[calendarDay(day).weekday] ?? 0) + 1;
  for (let day = active.first; day <= active.last; day++) {
    held[calendarDay(day).weekday] = (held[calendarDay(day).weekday] ?? 0) + 1;
  }
  const kept = [0, 1, 2, 3, 4, 5, 6].filter((weekday) => {
    const count = used[weekday] ?? 0;
    return count > 0 && count >= hitShareMin * (held[weekday] ?? 0);
  });
  if (kept.length === 0 || kept.length === 7) return undefined;
  return tested(weeklyCandidate(kept), days, range);
}

/** Of the calendars that fit, the one with the most occasions; of such, the least likely by luck. */
function calendar(days: readonly number[], range: DayRange): Rhythm | undefined {
  const fitting = candidatesFor(days).flatMap((candidate) => {
    const rhythm = tested(candidate, days, range);
    return rhythm ? [rhythm] : [];
  });
  const [best] = fitting.sort(
    (a, b) => b.evidence.seen - a.evidence.seen || a.evidence.luck - b.evidence.luck,
  );
  return best;
}

function tested(candidate: Candidate, days: readonly number[], range: DayRange): Rhythm | undefined {
  const active = extentOf(days);
  // A run of days is one use that takes long: where slots are wide, it counts by the day it began.
  const points = candidate.isWide ? startsOf(days) : days;
  const occasions = points.map(candidate.occasion).filter((occasion) => occasion !== undefined);
  const hits = occasions.length;
  const seen = new Set(occasions).size;
  // Whether it can be one at all is seen without going through the whole span.
  if (seen < (candidate.kind === 'yearly' ? 2 : 3)) return undefined;
  if (points.length - hits > strayShareMax * points.length) return undefined;
  const slots = slotsOf(candidate, range);
  const due = slots.filter(({ day }) => day >= active.first && day <= active.last);
  const expected = new Set(due.map(({ occasion }) => occasion)).size;
  if (seen < hitShareMin * expected) return undefined;
  const luck = luckOf(candidate, { points, hits, seen, expected }, slots, range);
  if (luck > luckMax) return undefined;
  const missed = new Set(slots.filter(({ day }) => day > active.last).map(({ occasion }) => occasion));
  missed.delete(candidate.occasion(active.last) ?? Number.NaN);
  const next = nextOccasion(candidate, range.last + 1);
  // An occasion that is still going on is not missed yet.
  const ongoing = candidate.occasion(next.first);
  if (ongoing !== undefined) missed.delete(ongoing);
  return {
    kind: candidate.kind,
    text: candidate.text,
    periodDays: candidate.periodDays,
    evidence: { seen, expected, missedSince: missed.size, luck },
    nextExpected: spanOfDays(next.first, next.last),
  };
}

interface Fit {
  readonly points: readonly number[];
  readonly hits: number;
  readonly seen: number;
  readonly expected: number;
}

function luckOf(candidate: Candidate, fit: Fit, slots: readonly Slot[], range: DayRange): number {
  // Whoever keeps to working days hits a slot on a working day more easily.
  const isOffice = candidate.kind !== 'weekdays' && fit.points.every(isWorkingDay);
  const count = (isIn: (day: number) => boolean): number => {
    let sum = 0;
    for (let day = range.first; day <= range.last; day++) if (isIn(day)) sum++;
    return sum;
  };
  const days = isOffice ? count(isWorkingDay) : range.last - range.first + 1;
  const held = isOffice ? slots.filter(({ day }) => isWorkingDay(day)).length : slots.length;
  const spread = candidate.isWide && fit.seen === fit.hits ? luckOfSpread(fit.expected, fit.hits) : 1;
  const luck = luckOfHits(days, held, fit.points.length, fit.hits) * spread;
  return Math.min(1, luck * candidate.alike * familyCount);
}

/** Use in even gaps that no calendar explains, such as every ten days. */
function interval(days: readonly number[], range: DayRange): Rhythm | undefined {
  const active = extentOf(days);
  const gaps = days.slice(1).map((day, i) => day - (days[i] ?? day));
  const mean = (active.last - active.first) / gaps.length;
  const widest = Math.max(...gaps.map((gap) => Math.abs(gap - mean)));
  const tolerance = Math.max(1, widest) / mean;
  const luck = Math.min(1, luckOfEvenGaps(gaps.length, tolerance) * familyCount);
  if (mean < 2 || tolerance > intervalToleranceMax || luck > luckMax) return undefined;
  const next = Math.max(range.last + 1, Math.round(active.last + mean));
  const period = Math.round(mean);
  return {
    kind: 'interval',
    text: `about every ${period} days`,
    periodDays: mean,
    evidence: {
      seen: days.length,
      expected: days.length,
      missedSince: Math.floor((range.last - active.last) / (mean * (1 + tolerance))),
      luck,
    },
    nextExpected: spanOfDays(next, next + Math.ceil(mean * tolerance)),
  };
}

const intervalToleranceMax = 0.34;

interface Slot {
  readonly day: number;
  readonly occasion: number;
}

function slotsOf(candidate: Candidate, range: DayRange): readonly Slot[] {
  const slots: Slot[] = [];
  for (let day = range.first; day <= range.last; day++) {
    const occasion = candidate.occasion(day);
    if (occasion !== undefined) slots.push({ day, occasion });
  }
  return slots;
}

/** The first occasion with a day from `from` on: its days from there. */
function nextOccasion(candidate: Candidate, from: number): DayRange {
  let first = from;
  while (candidate.occasion(first) === undefined && first < from + 5 * periodLengths.year) first++;
  const occasion = candidate.occasion(first);
  let last = first;
  for (let day = first; day < first + 7; day++) if (candidate.occasion(day) === occasion) last = day;
  return { first, last };
}

/** The days on which runs of use begin; a weekend does not end a run. */
function startsOf(days: readonly number[]): readonly number[] {
  return days.filter((day, i) => i === 0 || day - (days[i - 1] ?? day) > 3);
}

function extentOf(days: readonly number[]): DayRange {
  return { first: days[0] ?? 0, last: days.at(-1) ?? 0 };
}

function isWorkingDay(day: number): boolean {
  return calendarDay(day).weekday < 5;
}

function without(kind: 'irregular' | 'once' | 'none', text: string, seen: number): Rhythm {
  const evidence = { seen, expected: seen, missedSince: 0, luck: 1 };
  return { kind, text, periodDays: undefined, evidence, nextExpected: undefined };
}

function irregularText(days: readonly number[]): string {
  const times = days.length === 2 ? `on ${dateText(days[0] ?? 0)} and ${dateText(days[1] ?? 0)}` : undefined;
  // All on working days would be luck with so few.
  const isOffice = days.length >= 15 && days.every(isWorkingDay);
  return times ?? `irregularly, on ${days.length} days${isOffice ? ', all of them weekdays' : ''}`;
}

function dateText(day: number): string {
  const { dayOfMonth, month, year } = calendarDay(day);
  return `${dayOfMonth} ${monthNames[month]} ${year}`;
}

function spanOfDays(first: number, last: number): Span {
  return { from: first * dayMs, to: (last + 1) * dayMs };
}
