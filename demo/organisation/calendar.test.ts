import { describe, expect, it } from 'vitest';
import { isLastDayOfMonth, localHour, type Zone } from './calendar.ts';

describe('localHour', () => {
  it.each<[Zone, string, number]>([
    ['Europe/Berlin', '2026-03-29T00:00:00Z', 1],
    ['Europe/Berlin', '2026-03-29T01:00:00Z', 3],
    ['Europe/Berlin', '2026-10-25T00:00:00Z', 2],
    ['Europe/Berlin', '2026-10-25T01:00:00Z', 2],
    ['Europe/Dublin', '2026-07-01T12:00:00Z', 13],
    ['America/New_York', '2026-03-08T06:00:00Z', 1],
    ['America/New_York', '2026-03-08T07:00:00Z', 3],
    ['America/New_York', '2026-11-01T06:00:00Z', 1],
  ])('knows the summer time of %s at %s', (zone, at, hour) => {
    expect(localHour(zone, Date.parse(at)).hour).toBe(hour);
  });

  it('agrees with the time zones of the runtime in every hour of a year', () => {
    for (const zone of ['Europe/Berlin', 'Europe/Dublin', 'America/New_York'] as const) {
      const format = new Intl.DateTimeFormat('en-GB', {
        timeZone: zone,
        hour: '2-digit',
        day: '2-digit',
        hourCycle: 'h23',
      });
      for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 3_600_000) {
        const { day, hour } = localHour(zone, at);
        const parts = Object.fromEntries(
          format.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
        );
        expect([parts.day, parts.hour]).toEqual([day, hour]);
      }
    }
  });

  it.each<[Zone, string]>([
    ['Europe/Berlin', '2026-05-25T10:00:00Z'],
    ['Europe/Berlin', '2026-04-03T10:00:00Z'],
    ['Europe/Dublin', '2026-08-03T10:00:00Z'],
    ['America/New_York', '2026-09-07T15:00:00Z'],
    ['America/New_York', '2026-11-26T15:00:00Z'],
  ])('knows a holiday of %s on %s', (zone, at) => {
    expect(localHour(zone, Date.parse(at)).isHoliday).toBe(true);
  });
});

describe('isLastDayOfMonth', () => {
  it('knows the ends of long, short and leap months', () => {
    const days = ['2026-06-30', '2026-07-31', '2028-02-29', '2026-02-28'];
    for (const day of days) expect(isLastDayOfMonth(Date.parse(`${day}T22:00:00Z`))).toBe(true);
    expect(isLastDayOfMonth(Date.parse('2028-02-28T22:00:00Z'))).toBe(false);
  });
});
