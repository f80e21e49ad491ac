export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A stretch of time in UTC epoch milliseconds; `from` belongs to it, `to` does not. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

const twoDigits = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, '0'));
let known = { day: Number.NaN, date: '' };

/** Gives ISO-8601 in UTC to the second: `2026-09-30T00:00:00Z`. */
export function isoSeconds(at: number): string {
  const day = Math.floor(at / DAY);
  if (day !== known.day) known = { day, date: new Date(at).toISOString().slice(0, 10) };
  const second = Math.floor((at - day * DAY) / SECOND);
  const clock = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60];
  return `${known.date}T${clock.map((part) => twoDigits[part]).join(':')}Z`;
}

/** Gives ISO-8601 with the offset written out: `2026-09-30T00:00:00+00:00`. */
export function isoOffset(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}+00:00`;
}

/** Gives the path of a UTC day: `2026/09/30`. */
export function dayPath(at: number): string {
  return new Date(at).toISOString().slice(0, 10).replaceAll('-', '/');
}

/** Gives the compact minute used in delivered file names: `20260930T0005Z`. */
export function minuteStamp(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace(/[-:]/g, '')}Z`;
}
