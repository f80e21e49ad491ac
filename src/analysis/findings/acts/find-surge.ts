import type { CallDay } from './call-days.ts';

/** Fewer calls on a day are no volume. */
export const surgeMin = 500;
/** A day stands out that has so many times the calls of any day before. */
export const surgeTimes = 5;
/** The history has to hold a month’s end, and enough days with calls. */
const historyDaysMin = 35;
const activeDaysMin = 14;
/** What goes on for so many days, at half the volume or more, is the new rhythm. */
const newRhythmDays = 10;

/** A day on which a token made far more calls than ever before. */
export interface Surge extends CallDay {
  /** The most calls of any day before. */
  readonly usualMax: number;
}

/** Finds the latest surge among the days of a token, ascending. */
export function findSurge(days: readonly CallDay[]): Surge | undefined {
  const [first] = days;
  if (!first) return undefined;
  for (let index = days.length - 1; index >= activeDaysMin; index -= 1) {
    const day = days[index];
    if (!day || day.calls < surgeMin || day.day - first.day < historyDaysMin) continue;
    const usualMax = Math.max(...days.slice(0, index).map(({ calls }) => calls));
    if (day.calls < surgeTimes * usualMax) continue;
    const after = days.slice(index + 1).filter(({ calls }) => calls * 2 >= day.calls);
    if (after.length < newRhythmDays) return { ...day, usualMax };
  }
  return undefined;
}
