import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findExtent, findHoles } from './log-holes.ts';

/** 1 January 2024, a Monday, at midnight. */
const monday = 19_723 * 24;
const weekHours = 7 * 24;

/** Hours of a log that has records whenever `isBusy` says so, by hour of the week. */
function log(weeks: number, isBusy: (hourOfWeek: number, week: number) => boolean): number[] {
  const hours: number[] = [];
  for (let hour = 0; hour < weeks * weekHours; hour++) {
    if (isBusy(hour % weekHours, Math.floor(hour / weekHours))) hours.push(monday + hour);
  }
  return hours;
}

function spanOf(weeks: number): { from: number; to: number } {
  return { from: monday, to: monday + weeks * weekHours };
}

function holesIn(hours: readonly number[], weeks: number) {
  return findHoles({ account: 'a', region: 'r', hours }, spanOf(weeks)).map(({ from, to }) => ({
    from: from - monday,
    to: to - monday,
  }));
}

function without(hours: readonly number[], from: number, to: number): number[] {
  return hours.filter((hour) => hour < monday + from || hour >= monday + to);
}

const always = () => true;
const officeHours = (hourOfWeek: number) =>
  hourOfWeek < 5 * 24 && hourOfWeek % 24 >= 8 && hourOfWeek % 24 < 18;

describe('findHoles', () => {
  it('never flags what is silent every week', () => {
    const pattern = fc.uniqueArray(fc.integer({ min: 0, max: weekHours - 1 }), { minLength: 1 });
    fc.assert(
      fc.property(pattern, fc.integer({ min: 1, max: 20 }), (busy, weeks) => {
        const isBusy = new Set(busy);
        expect(
          holesIn(
            log(weeks, (hour) => isBusy.has(hour)),
            weeks,
          ),
        ).toEqual([]);
      }),
    );
  });

  it('finds the exact hours that are missing from a busy log', () => {
    const stretch = fc.record({
      from: fc.integer({ min: 24, max: 16 * weekHours }),
      hours: fc.integer({ min: 12, max: 300 }),
    });
    fc.assert(
      fc.property(stretch, ({ from, hours }) => {
        const to = from + hours;
        expect(holesIn(without(log(20, always), from, to), 20)).toEqual([{ from, to }]);
      }),
    );
  });

  it('finds a missing day in one week of logs', () => {
    expect(holesIn(without(log(1, always), 48, 72), 1)).toEqual([{ from: 48, to: 72 }]);
  });

  it('takes a day or two of rest for holidays where weekends are silent, and three working days for a hole', () => {
    const office = log(16, officeHours);
    const thursday = 8 * weekHours + 3 * 24;
    expect(holesIn(without(office, thursday, thursday + 24), 16)).toEqual([]);
    expect(holesIn(without(office, thursday, thursday + 48), 16)).toEqual([]);
    expect(holesIn(without(office, thursday - 24, thursday + 48), 16)).toHaveLength(1);
  });

  it('takes no missing day for a holiday where every day is busy', () => {
    expect(holesIn(without(log(16, always), 1000, 1024), 16)).toHaveLength(1);
  });

  it('ignores what is shorter than three hours', () => {
    expect(holesIn(without(log(20, always), 500, 502), 20)).toEqual([]);
  });

  it('says nothing of a source that is rarely heard of', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 20 * weekHours }), { maxLength: 60 }),
        (offsets) => {
          const hours = offsets.sort((a, b) => a - b).map((offset) => monday + offset);
          expect(holesIn(hours, 20)).toEqual([]);
        },
      ),
    );
  });

  it('is more surprised the longer a silence lasts', () => {
    const surprise = (hours: number) =>
      findHoles(
        { account: 'a', region: 'r', hours: without(log(20, always), 1000, 1000 + hours) },
        spanOf(20),
      )[0]?.surprise ?? 0;
    expect(surprise(30)).toBeGreaterThan(surprise(20));
    expect(surprise(20)).toBeGreaterThan(30);
  });

  it('looks at the rhythm around, not at that of a year ago', () => {
    const hours = without(
      log(40, (hourOfWeek, week) => week >= 20 || hourOfWeek === 9),
      30 * weekHours,
      30 * weekHours + 20,
    );
    expect(holesIn(hours, 40)).toEqual([{ from: 30 * weekHours, to: 30 * weekHours + 20 }]);
  });

  it('does not look for holes outside the span', () => {
    const hours = without(log(20, always), 200, 300);
    expect(
      findHoles({ account: 'a', region: 'r', hours }, { from: monday + 400, to: monday + 20 * weekHours }),
    ).toEqual([]);
  });
});

describe('findExtent', () => {
  it('is the whole span where the silence at its ends is nothing unusual', () => {
    expect(findExtent(log(16, officeHours), spanOf(16))).toEqual(spanOf(16));
  });

  it('begins with the first and ends with the last record where the silence is as surprising as a hole', () => {
    const hours = log(16, officeHours).filter(
      (hour) => hour >= monday + 5 * weekHours && hour < monday + 12 * weekHours,
    );
    expect(findExtent(hours, spanOf(16))).toEqual({ from: hours[0], to: (hours.at(-1) ?? 0) + 1 });
  });

  it('is undefined without records', () => {
    expect(findExtent([], spanOf(16))).toBeUndefined();
  });
});
