import { isLastDayOfMonth, localHour, type Zone } from './calendar.ts';

/** How busy an actor is in the hour that starts at a moment: 0 asleep, 1 its usual full pace. */
export type Rhythm = (hour: number) => number;

const WORKDAY = [0.3, 0.8, 1, 1, 0.5, 0.9, 1, 1, 0.8, 0.4];

/** Works on weekdays from eight to six in that zone, pauses at noon and on holidays. */
export function officeHours(zone: Zone): Rhythm {
  return (hour) => {
    const local = localHour(zone, hour);
    const isFree = local.isHoliday || local.weekday === 0 || local.weekday === 6;
    return (WORKDAY[local.hour - 8] ?? 0) * (isFree ? 0.02 : 1);
  };
}

/** Never sleeps, but follows the day of its customers and slows down at the weekend. */
export function dayAndNight(zone: Zone): Rhythm {
  return (hour) => {
    const local = localHour(zone, hour);
    const weekend = local.weekday === 0 || local.weekday === 6 ? 0.6 : 1;
    return weekend * (0.65 + 0.35 * Math.sin(((local.hour - 8) / 12) * Math.PI));
  };
}

/** Runs once a day at that hour, UTC. */
export function nightly(hourUtc: number): Rhythm {
  return (hour) => (new Date(hour).getUTCHours() === hourUtc ? 1 : 0);
}

/** Runs once a week; Sunday is 0. */
export function weekly(weekday: number, hourUtc: number): Rhythm {
  return (hour) => (new Date(hour).getUTCDay() === weekday ? nightly(hourUtc)(hour) : 0);
}

/** Runs on the last day of every month. */
export function monthEnd(hourUtc: number): Rhythm {
  return (hour) => (isLastDayOfMonth(hour) ? nightly(hourUtc)(hour) : 0);
}

/** Runs on the second day of January, April, July and October. */
export function quarterly(hourUtc: number): Rhythm {
  return (hour) => {
    const date = new Date(hour);
    return date.getUTCMonth() % 3 === 0 && date.getUTCDate() === 2 ? nightly(hourUtc)(hour) : 0;
  };
}

/** Runs once a year; `month` counts from 1. */
export function yearly(month: number, day: number, hourUtc: number): Rhythm {
  return (hour) => {
    const date = new Date(hour);
    return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? nightly(hourUtc)(hour) : 0;
  };
}
