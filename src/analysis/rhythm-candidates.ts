import { type CalendarDay, calendarDay } from './rhythm-calendar.ts';

/** A calendar that use might follow: some days are its slots, and slots of one occasion belong together. */
export interface Candidate {
  readonly kind: 'weekdays' | 'weekly' | 'monthly' | 'month-end' | 'quarterly' | 'yearly';
  readonly text: string;
  readonly periodDays: number;
  /** How many calendars of its family could have been found instead: luck is weighed with it. */
  readonly alike: number;
  /** Whether an occasion has several days. */
  readonly isWide: boolean;
  /** Number of the occasion that a day is a slot of; undefined for other days. */
  readonly occasion: (day: number) => number | undefined;
}

/** Days of a month, a quarter and a year on average. */
export const periodLengths = {
  week: 7,
  month: 30.44,
  quarter: 91.31,
  halfYear: 182.62,
  year: 365.25,
} as const;

/** How many families of calendars there are; each gets its share of the allowed luck. */
export const familyCount = 9;

/**
 * The calendars worth testing for days with use, simplest first: of each family only the one that the most days point to.
 * @param days epoch days, at least one
 */
export function candidatesFor(days: readonly number[]): readonly Candidate[] {
  const facts = days.map(calendarDay);
  const dayOfMonth = mostFrequent(facts.map((fact) => fact.dayOfMonth));
  const nth = mostFrequent(facts.map(({ nthWeekday, weekday }) => nthWeekday * 7 + weekday));
  const dayOfQuarter = mostFrequent(facts.map(({ month, dayOfMonth }) => (month % 3) * 32 + dayOfMonth));
  const dayOfYear = mostFrequent(facts.map(({ month, dayOfMonth }) => month * 32 + dayOfMonth));
  return [
    ...monthEnds('month'),
    monthly(31, `every ${ordinal(dayOfMonth)} of the month`, (fact) => fact.dayOfMonth === dayOfMonth),
    monthly(
      35,
      `on the ${nthNames[Math.floor(nth / 7)]} ${weekdayNames[nth % 7]} of every month`,
      (fact) => fact.nthWeekday * 7 + fact.weekday === nth,
    ),
    wide(
      monthly(
        31,
        `around the ${ordinal(dayOfMonth)} of every month`,
        (fact) => Math.abs(fact.dayOfMonth - dayOfMonth) <= 1,
      ),
    ),
    ...monthEnds('quarter'),
    quarterly(
      93,
      `on the ${ordinal(dayOfQuarter % 32)} of ${monthsOfQuarter(Math.floor(dayOfQuarter / 32))}`,
      (fact) => (fact.month % 3) * 32 + fact.dayOfMonth === dayOfQuarter,
    ),
    {
      kind: 'yearly',
      text: `every ${dayOfYear % 32} ${monthNames[Math.floor(dayOfYear / 32)]}`,
      periodDays: periodLengths.year,
      alike: 366,
      isWide: false,
      occasion: when(
        (fact) => fact.month * 32 + fact.dayOfMonth === dayOfYear,
        (fact) => fact.year,
      ),
    },
  ];
}

/** The days of the week that use keeps to. @param weekdays 0 for Monday, ascending */
export function weeklyCandidate(weekdays: readonly number[]): Candidate {
  const isOffice = weekdays.length === 5 && weekdays.every((weekday) => weekday < 5);
  const names = weekdays.map((weekday) => weekdayNames[weekday] ?? '');
  return {
    kind: isOffice ? 'weekdays' : 'weekly',
    text: isOffice ? 'on weekdays' : `every ${listed(names)}`,
    periodDays: periodLengths.week,
    alike: choices[weekdays.length] ?? 1,
    isWide: false,
    occasion: (day) => (weekdays.includes(calendarDay(day).weekday) ? day : undefined),
  };
}

/** Ways to choose so many of seven days. */
const choices = [1, 7, 21, 35, 35, 21, 7, 1];

function monthEnds(of: 'month' | 'quarter'): readonly Candidate[] {
  const make = of === 'month' ? monthEnd : quarterly;
  const isIn = ({ month }: CalendarDay): boolean => of === 'month' || month % 3 === 2;
  const first = ({ month }: CalendarDay): boolean => of === 'month' || month % 3 === 0;
  const every = of === 'month' ? 'every month' : 'every quarter';
  return [
    make(4, `on the last day of ${every}`, (fact) => isIn(fact) && fact.isLastOfMonth),
    make(4, `on the last working day of ${every}`, (fact) => isIn(fact) && fact.workingDayFromEnd === 1),
    {
      ...make(4, `on the first working day of ${every}`, (fact) => first(fact) && fact.workingDay === 1),
      kind: of === 'month' ? 'monthly' : 'quarterly',
    },
    wide(
      make(
        4,
        `in the last three working days of ${every}`,
        (fact) => isIn(fact) && fact.workingDayFromEnd >= 1 && fact.workingDayFromEnd <= 3,
      ),
    ),
  ];
}

type IsSlot = (fact: CalendarDay) => boolean;

function monthly(alike: number, text: string, isSlot: IsSlot): Candidate {
  const occasion = when(isSlot, ({ monthId }) => monthId);
  return { kind: 'monthly', text, periodDays: periodLengths.month, alike, isWide: false, occasion };
}

function monthEnd(alike: number, text: string, isSlot: IsSlot): Candidate {
  return { ...monthly(alike, text, isSlot), kind: 'month-end' };
}

function quarterly(alike: number, text: string, isSlot: IsSlot): Candidate {
  const occasion = when(isSlot, ({ monthId }) => Math.floor(monthId / 3));
  return { kind: 'quarterly', text, periodDays: periodLengths.quarter, alike, isWide: false, occasion };
}

function wide(candidate: Candidate): Candidate {
  return { ...candidate, isWide: true };
}

function when(isSlot: IsSlot, occasionOf: (fact: CalendarDay) => number): Candidate['occasion'] {
  return (day) => {
    const fact = calendarDay(day);
    return isSlot(fact) ? occasionOf(fact) : undefined;
  };
}

/** The most frequent value, the smallest of several. */
function mostFrequent(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((best, one) =>
    one[1] > best[1] || (one[1] === best[1] && one[0] < best[0]) ? one : best,
  )[0];
}

/** `a, b and c`. */
function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function monthsOfQuarter(month: number): string {
  return listed([0, 3, 6, 9].map((start) => monthNames[start + month] ?? ''));
}

function ordinal(value: number): string {
  const teen = value % 100 >= 11 && value % 100 <= 13;
  return `${value}${(teen ? undefined : ['th', 'st', 'nd', 'rd'][value % 10]) ?? 'th'}`;
}

const nthNames = ['', 'first', 'second', 'third', 'fourth', 'fifth'];

const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** From January. */
export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
