import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mondayBefore, seasonDays, weekDays } from '../store/tables/seasons.ts';
import { type Days, splitDays } from './held-weeks.ts';

const isIn = (day: number, { from, to }: Days): boolean => day >= from && day < to;

describe('splitDays', () => {
  it('gives every held day once, no other held day, and only whole seasons and weeks', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20_000, max: 20_300 }),
        fc.nat({ max: 300 }),
        fc.integer({ min: 20_000, max: 20_300 }),
        fc.nat({ max: 300 }),
        (from, length, heldFrom, heldLength) => {
          const held = { from: heldFrom, to: heldFrom + heldLength };
          const { seasons, weeks, days } = splitDays({ from, to: from + length }, held);
          for (let day = held.from; day < held.to; day++) {
            const times = [...seasons, ...weeks, ...days].filter((part) => isIn(day, part)).length;
            expect(times).toBe(day >= from && day < from + length ? 1 : 0);
          }
          for (const [pieces, unit] of [[seasons, seasonDays] as const, [weeks, weekDays] as const]) {
            for (const piece of pieces) {
              expect([piece.from, piece.to]).toEqual(
                [piece.from, piece.to].map((day) => mondayBefore(day, unit)),
              );
            }
          }
        },
      ),
    );
  });

  it('takes whole what is held only in part, where the days have all that is held', () => {
    const { seasons, weeks, days } = splitDays({ from: 20_005, to: 20_030 }, { from: 20_005, to: 20_030 });
    expect({ weeks, days }).toEqual({ weeks: [], days: [] });
    expect(seasons).toHaveLength(1);
  });

  it('takes single days for less than a week', () => {
    expect(splitDays({ from: 20_010, to: 20_011 }, { from: 20_000, to: 20_020 })).toEqual({
      seasons: [],
      weeks: [],
      days: [{ from: 20_010, to: 20_011 }],
    });
  });
});
