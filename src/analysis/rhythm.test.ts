import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Span } from '../model/window.ts';
import { type Rhythm, rhythmOf } from './rhythm.ts';
import { calendarDay } from './rhythm-calendar.ts';

const dayMs = 86_400_000;

function span(from: string, to: string): Span {
  return { from: Date.parse(`${from}T00:00:00Z`), to: Date.parse(`${to}T00:00:00Z`) };
}

/** Days of a span on which something is so. */
function daysWhere({ from, to }: Span, isUsed: (day: number) => boolean): number[] {
  const days: number[] = [];
  for (let day = from / dayMs; day < to / dayMs; day++) if (isUsed(day)) days.push(day);
  return days;
}

function datesOf(texts: readonly string[]): number[] {
  return texts.map((text) => Date.parse(`${text}T00:00:00Z`) / dayMs);
}

const summer = span('2026-06-02', '2026-09-30');
const twoYears = span('2025-01-01', '2027-01-01');
const isWorking = (day: number): boolean => calendarDay(day).weekday < 5;

function next(rhythm: Rhythm): string | undefined {
  return rhythm.nextExpected && new Date(rhythm.nextExpected.from).toISOString().slice(0, 10);
}

describe('rhythmOf', () => {
  const found: readonly [string, Span, (day: number) => boolean, Partial<Rhythm>, string | undefined][] = [
    ['a nightly job', summer, () => true, { kind: 'daily', text: 'every day', periodDays: 1 }, '2026-09-30'],
    [
      'office hours',
      summer,
      isWorking,
      { kind: 'weekdays', text: 'on weekdays', periodDays: 7 },
      '2026-09-30',
    ],
    [
      'a job of every Monday',
      summer,
      (day) => calendarDay(day).weekday === 0,
      { kind: 'weekly', text: 'every Monday', periodDays: 7 },
      '2026-10-05',
    ],
    [
      'a job of every Monday and Thursday',
      summer,
      (day) => [0, 3].includes(calendarDay(day).weekday),
      { kind: 'weekly', text: 'every Monday and Thursday' },
      '2026-10-01',
    ],
    [
      'a job of every first of the month',
      summer,
      (day) => calendarDay(day).dayOfMonth === 1,
      { kind: 'monthly', text: 'every 1st of the month' },
      '2026-10-01',
    ],
    [
      'a job of the last day of the month',
      summer,
      (day) => calendarDay(day).isLastOfMonth,
      { kind: 'month-end', text: 'on the last day of every month' },
      '2026-09-30',
    ],
    [
      'the last working day of the month',
      span('2026-01-01', '2026-08-01'),
      (day) => calendarDay(day).workingDayFromEnd === 1,
      { kind: 'month-end', text: 'on the last working day of every month' },
      '2026-08-31',
    ],
    [
      'the first working day of the month',
      span('2026-01-01', '2026-08-01'),
      (day) => calendarDay(day).workingDay === 1,
      { kind: 'monthly', text: 'on the first working day of every month' },
      '2026-08-03',
    ],
    [
      'every first Monday of the month',
      summer,
      (day) => calendarDay(day).weekday === 0 && calendarDay(day).dayOfMonth <= 7,
      { kind: 'monthly', text: 'on the first Monday of every month' },
      '2026-10-05',
    ],
    [
      'the second day of a quarter',
      twoYears,
      (day) => calendarDay(day).month % 3 === 0 && calendarDay(day).dayOfMonth === 2,
      { kind: 'quarterly', text: 'on the 2nd of January, April, July and October' },
      '2027-01-02',
    ],
    [
      'three days of work at the end of every quarter',
      twoYears,
      (day) => {
        const { month, workingDayFromEnd } = calendarDay(day);
        return month % 3 === 2 && workingDayFromEnd >= 1 && workingDayFromEnd <= 3;
      },
      { kind: 'quarterly', text: 'in the last three working days of every quarter' },
      '2027-03-29',
    ],
    [
      'a yearly job in three years',
      span('2024-01-01', '2027-01-01'),
      (day) => calendarDay(day).month === 6 && calendarDay(day).dayOfMonth === 1,
      { kind: 'yearly', text: 'every 1 July' },
      '2027-07-01',
    ],
    [
      'a job of every ten days',
      summer,
      (day) => day % 10 === 3,
      { kind: 'interval', text: 'about every 10 days' },
      undefined,
    ],
  ];
  it.each(found)('finds the rhythm of %s', (_name, window, isUsed, rhythm, expectedNext) => {
    const answer = rhythmOf(daysWhere(window, isUsed), window);
    expect(answer).toMatchObject(rhythm);
    expect(answer.evidence).toMatchObject({ missedSince: 0 });
    expect(answer.evidence.seen).toBe(answer.evidence.expected);
    if (expectedNext !== undefined) expect(next(answer)).toBe(expectedNext);
  });

  it('gives the days of an occasion, from the first that is still to come', () => {
    const { nextExpected } = rhythmOf(
      daysWhere(
        twoYears,
        (day) => calendarDay(day).month % 3 === 2 && calendarDay(day).workingDayFromEnd === 2,
      ),
      twoYears,
    );
    expect(nextExpected).toEqual(span('2027-03-29', '2027-04-01'));
  });

  it('bears a missed occasion and a run out of turn', () => {
    const mondays = daysWhere(summer, (day) => calendarDay(day).weekday === 0);
    const days = [...mondays.filter((_, i) => i !== 6), mondays[3] ?? 0].map((day, i, all) =>
      i === all.length - 1 ? day + 2 : day,
    );
    const rhythm = rhythmOf(
      days.sort((a, b) => a - b),
      summer,
    );
    expect(rhythm).toMatchObject({ kind: 'weekly', text: 'every Monday' });
    expect(rhythm.evidence).toMatchObject({ seen: 16, expected: 17 });
  });

  it('counts the occasions that passed in silence after the last use', () => {
    const mondays = daysWhere(summer, (day) => calendarDay(day).weekday === 0).slice(0, 10);
    expect(rhythmOf(mondays, summer)).toMatchObject({
      kind: 'weekly',
      evidence: { seen: 10, missedSince: 7 },
    });
  });

  it('does not count an occasion as missed that has not ended', () => {
    const window = span('2026-01-01', '2026-09-29');
    const days = daysWhere(
      window,
      (day) => calendarDay(day).workingDayFromEnd === 1 || calendarDay(day).workingDayFromEnd === 3,
    ).filter((day) => calendarDay(day).month < 8);
    const rhythm = rhythmOf(days, window);
    expect(rhythm).toMatchObject({ text: 'in the last three working days of every month' });
    expect(rhythm.evidence.missedSince).toBe(0);
    expect(next(rhythm)).toBe('2026-09-29');
  });

  it('names the only use, and makes no rhythm of two', () => {
    expect(rhythmOf(datesOf(['2026-07-02']), summer)).toMatchObject({
      kind: 'once',
      text: 'once, on 2 July 2026',
    });
    expect(rhythmOf(datesOf(['2026-06-15', '2026-07-15']), summer)).toMatchObject({
      kind: 'irregular',
      text: 'on 15 June 2026 and 15 July 2026',
    });
    expect(rhythmOf([], summer)).toMatchObject({ kind: 'none', text: 'not at all', nextExpected: undefined });
  });

  it('leaves out days beside the span', () => {
    expect(rhythmOf(datesOf(['2026-05-01', '2026-07-02', '2026-09-30']), summer)).toMatchObject({
      kind: 'once',
    });
  });

  it('hardly ever takes use at random for a rhythm', () => {
    const regular = (isUsed: (random: () => number) => (day: number) => boolean, window: Span): number => {
      let count = 0;
      for (let seed = 1; seed <= 300; seed++) {
        const { kind } = rhythmOf(daysWhere(window, isUsed(randomOf(seed))), window);
        if (!['irregular', 'once', 'none'].includes(kind)) count++;
      }
      return count;
    };
    for (const window of [span('2026-06-01', '2026-08-30'), summer, twoYears]) {
      for (const share of [0.02, 0.04, 0.1, 0.4]) {
        expect(regular((random) => () => random() < share, window)).toBeLessThanOrEqual(3);
        expect(regular((random) => (day) => isWorking(day) && random() < share, window)).toBeLessThanOrEqual(
          10,
        );
      }
      const bursts = (random: () => number) => {
        let left = 0;
        return () => {
          if (left === 0 && random() < 0.03) left = 1 + Math.floor(random() * 5);
          left = Math.max(0, left - 1);
          return left > 0;
        };
      };
      expect(regular(bursts, window)).toBeLessThanOrEqual(3);
    }
  });

  it('expects the next occasion after the span, and no less luck than chance allows', () => {
    const use = fc.uniqueArray(fc.integer({ min: 0, max: 119 }), { maxLength: 40 });
    fc.assert(
      fc.property(use, (offsets) => {
        const days = offsets.sort((a, b) => a - b).map((offset) => summer.from / dayMs + offset);
        const { evidence, nextExpected } = rhythmOf(days, summer);
        expect(evidence.luck).toBeGreaterThanOrEqual(0);
        expect(evidence.luck).toBeLessThanOrEqual(1);
        expect(evidence.seen).toBeLessThanOrEqual(evidence.expected);
        if (nextExpected) expect(nextExpected.from).toBeGreaterThanOrEqual(summer.to);
      }),
    );
  });
});

/** A small generator of numbers in [0, 1) that is the same everywhere (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
