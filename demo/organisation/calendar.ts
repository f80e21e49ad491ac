import { DAY, HOUR } from '../time.ts';

export type Zone = 'Europe/Berlin' | 'Europe/Dublin' | 'America/New_York';

/** The wall clock of a zone; `weekday` counts from 0 for Sunday, `month` from 1. */
export interface LocalHour {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly hour: number;
  readonly isHoliday: boolean;
}

const cache = new Map<Zone, { at: number; local: LocalHour }>();

/** Reads the wall clock of a zone at a moment (UTC epoch ms), summer time and public holidays included. */
export function localHour(zone: Zone, at: number): LocalHour {
  const known = cache.get(zone);
  if (known?.at === at) return known.local;
  const date = new Date(at + offsetHours(zone, at) * HOUR);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth() + 1;
  const day = date.getUTCDate();
  const local = {
    year,
    month,
    day,
    weekday: date.getUTCDay(),
    hour: date.getUTCHours(),
    isHoliday: holidays(zone, year).has(month * 100 + day),
  };
  cache.set(zone, { at, local });
  return local;
}

/** Says whether the UTC day at that moment is the last of its month. */
export function isLastDayOfMonth(at: number): boolean {
  return new Date(at + DAY).getUTCDate() === 1;
}

function offsetHours(zone: Zone, at: number): number {
  const year = new Date(at).getUTCFullYear();
  if (zone === 'America/New_York') {
    const starts = nthWeekday(year, 3, 0, 2) + 7 * HOUR;
    const ends = nthWeekday(year, 11, 0, 1) + 6 * HOUR;
    return at >= starts && at < ends ? -4 : -5;
  }
  const starts = lastWeekday(year, 3, 0) + HOUR;
  const ends = lastWeekday(year, 10, 0) + HOUR;
  const summer = at >= starts && at < ends ? 1 : 0;
  return zone === 'Europe/Berlin' ? 1 + summer : summer;
}

function nthWeekday(year: number, month: number, weekday: number, nth: number): number {
  const first = Date.UTC(year, month - 1, 1);
  return first + ((weekday - new Date(first).getUTCDay() + 7) % 7) * DAY + (nth - 1) * 7 * DAY;
}

function lastWeekday(year: number, month: number, weekday: number): number {
  const last = Date.UTC(year, month, 0);
  return last - ((new Date(last).getUTCDay() - weekday + 7) % 7) * DAY;
}

const holidayCache = new Map<string, ReadonlySet<number>>();

function holidays(zone: Zone, year: number): ReadonlySet<number> {
  const key = `${zone}/${year}`;
  const known = holidayCache.get(key);
  if (known) return known;
  const easter = easterSunday(year);
  const moving = movingHolidays(zone, year, easter).map((at) => {
    const date = new Date(at);
    return (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
  });
  const days = new Set([...fixedHolidays[zone], ...moving]);
  holidayCache.set(key, days);
  return days;
}

const fixedHolidays: Readonly<Record<Zone, readonly number[]>> = {
  'Europe/Berlin': [101, 501, 1003, 1225, 1226],
  'Europe/Dublin': [101, 317, 1225, 1226],
  'America/New_York': [101, 619, 704, 1225],
};

function movingHolidays(zone: Zone, year: number, easter: number): readonly number[] {
  switch (zone) {
    case 'Europe/Berlin':
      return [easter - 2 * DAY, easter + DAY, easter + 39 * DAY, easter + 50 * DAY];
    case 'Europe/Dublin':
      return [
        easter - 2 * DAY,
        easter + DAY,
        nthWeekday(year, 5, 1, 1),
        nthWeekday(year, 6, 1, 1),
        nthWeekday(year, 8, 1, 1),
        lastWeekday(year, 10, 1),
      ];
    case 'America/New_York':
      return [lastWeekday(year, 5, 1), nthWeekday(year, 9, 1, 1), nthWeekday(year, 11, 4, 4)];
  }
}

/** The anonymous Gregorian algorithm: https://en.wikipedia.org/wiki/Date_of_Easter#Anonymous_Gregorian_algorithm. */
function easterSunday(year: number): number {
  const floor = Math.floor;
  const golden = year % 19;
  const century = floor(year / 100);
  const rest = year % 100;
  const leap = century - floor(century / 4) - floor((century - floor((century + 8) / 25) + 1) / 3);
  const moon = (19 * golden + leap + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * floor(rest / 4) - moon - (rest % 4)) % 7;
  const shift = floor((golden + 11 * moon + 22 * weekday) / 451);
  const sum = moon + weekday - 7 * shift + 114;
  return Date.UTC(year, floor(sum / 31) - 1, (sum % 31) + 1);
}
