const dayMs = 86_400_000;

/** What a calendar says of one UTC day. Working days are Monday to Friday: whose holidays count, no log tells. */
export interface CalendarDay {
  /** 0 for Monday … 6 for Sunday. */
  readonly weekday: number;
  /** From 1. */
  readonly dayOfMonth: number;
  /** 0 for January. */
  readonly month: number;
  readonly year: number;
  /** Months since year 0: equal for days of the same month. */
  readonly monthId: number;
  readonly isLastOfMonth: boolean;
  /** Which working day of its month this is, from 1; 0 at weekends. */
  readonly workingDay: number;
  /** The same counted back from the end, the last one being 1; 0 at weekends. */
  readonly workingDayFromEnd: number;
  /** Which Monday, Tuesday … of its month this is, from 1. */
  readonly nthWeekday: number;
}

const known = new Map<number, CalendarDay>();

/** Reads the calendar at an epoch day. */
export function calendarDay(day: number): CalendarDay {
  const found = known.get(day);
  if (found) return found;
  const date = new Date(day * dayMs);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth();
  const dayOfMonth = date.getUTCDate();
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const weekday = weekdayOf(day);
  const isWorking = weekday < 5;
  const facts = {
    weekday,
    dayOfMonth,
    month,
    year,
    monthId: year * 12 + month,
    isLastOfMonth: dayOfMonth === length,
    workingDay: isWorking ? workingDays(day - dayOfMonth + 1, day) : 0,
    workingDayFromEnd: isWorking ? workingDays(day, day + length - dayOfMonth) : 0,
    nthWeekday: Math.ceil(dayOfMonth / 7),
  };
  // A window of thirty years is more than any log; what is beyond is worked out each time.
  if (known.size < 11_000) known.set(day, facts);
  return facts;
}

/** Epoch day of a moment (UTC epoch ms). */
export function epochDay(at: number): number {
  return Math.floor(at / dayMs);
}

/** Day 0 was a Thursday. */
function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

function workingDays(from: number, to: number): number {
  let count = 0;
  for (let day = from; day <= to; day++) if (weekdayOf(day) < 5) count++;
  return count;
}
