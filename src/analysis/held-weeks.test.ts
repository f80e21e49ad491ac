import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Days, splitByWeek } from './held-weeks.ts';

const dayMs = 86_400_000;
const isIn = (day: number, { from, to }: Days): boolean => day >= from && day < to;

describe('splitByWeek', () => {
  it('gives every held day of the span once, and no held day outside of it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20_000, max: 20_060 }),
        fc.nat({ max: 60 }),
        fc.integer({ min: 20_000, max: 20_060 }),
        fc.nat({ max: 60 }),
        (from, length, heldFrom, heldLength) => {
          const held = { from: heldFrom, to: heldFrom + heldLength };
          const { weeks, before, after } = splitByWeek(
            { from: from * dayMs, to: (from + length) * dayMs },
            held,
          );
          for (let day = held.from; day < held.to; day++) {
            const times = [weeks, before, after].filter((part) => isIn(day, part)).length;
            expect(times).toBe(day >= from && day < from + length ? 1 : 0);
          }
          // Day 20,003 was a Monday.
          if (weeks.to > 0)
            expect([(weeks.from - 20_003) % 7, (weeks.to - 20_003) % 7].map(Math.abs)).toEqual([0, 0]);
        },
      ),
    );
  });

  it('takes weeks whole that are held only in part, where the span has all that is held', () => {
    const held = { from: 20_005, to: 20_030 };
    expect(splitByWeek({ from: held.from * dayMs, to: held.to * dayMs - 1 }, held)).toEqual({
      weeks: { from: 20_003, to: 20_031 },
      before: { from: 20_005, to: 20_005 },
      after: { from: 20_030, to: 20_030 },
    });
  });

  it('counts the day of a moment', () => {
    const noon = 20_010 * dayMs + dayMs / 2;
    const { weeks, before } = splitByWeek({ from: noon, to: noon }, { from: 20_000, to: 20_020 });
    expect(weeks.from).toBe(weeks.to);
    expect(before).toEqual({ from: 20_010, to: 20_011 });
  });
});
