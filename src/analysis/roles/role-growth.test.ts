import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explosionIndex, roleGrowth } from './role-growth.ts';

const to = Date.parse('2026-09-30T00:00:00Z');
const daySeconds = 86_400;
const agoDays = (days: number): number => to / 1000 - days * daySeconds;

describe('the growth of roles', () => {
  it('counts what there was at the end of each month', () => {
    const { months } = roleGrowth([agoDays(70), agoDays(40), agoDays(1)], to);
    expect(months).toEqual([
      { month: '2026-07', roles: 1 },
      { month: '2026-08', roles: 2 },
      { month: '2026-09', roles: 3 },
    ]);
  });

  it('tells the days of doubling of what doubles', () => {
    const births = Array.from({ length: 400 }, (_, index) => agoDays(400 - 100 * Math.log2(index + 1)));
    const { doublingDays } = roleGrowth(
      births.filter((birth) => birth < to / 1000),
      to,
    );
    expect(doublingDays).toBeGreaterThan(90);
    expect(doublingDays).toBeLessThan(110);
  });

  it('tells none where nothing was added for half a year, or there is nothing', () => {
    expect(roleGrowth([agoDays(700), agoDays(650)], to).doublingDays).toBeUndefined();
    expect(roleGrowth([], to)).toEqual({ months: [], doublingDays: undefined });
  });

  it('never falls, since only what is there still is counted', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 900 })), (days) => {
        const counts = roleGrowth(days.map(agoDays), to).months.map(({ roles }) => roles);
        expect(counts).toEqual(counts.toSorted((a, b) => a - b));
        expect(counts.at(-1) ?? 0).toBe(days.length);
      }),
    );
  });
});

describe('the explosion index', () => {
  it('is the mean of its parts, from 0 to 100', () => {
    expect(explosionIndex({ copies: 0, single: 0, idle: 0, growth: 0 })).toBe(0);
    expect(explosionIndex({ copies: 1, single: 1, idle: 1, growth: 1 })).toBe(100);
    expect(explosionIndex({ copies: 0.4, single: 0.2, idle: 0, growth: 1 })).toBe(40);
  });
});
