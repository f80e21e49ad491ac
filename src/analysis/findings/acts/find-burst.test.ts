import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { burstMin, findBurst } from './find-burst.ts';

const daysOf = (...refusals: readonly number[]) =>
  refusals.map((count, day) => ({
    day,
    refusals: count,
    calls: count + 10,
    permissions: ['s3:GetObject'],
    sample: `e${day}`,
  }));

describe('a burst of refusals', () => {
  it('is a day that has five times the refusals of any day before', () => {
    expect(findBurst(daysOf(0, 1, 0, 4, 0, 0, 2, 60, 55, 3))).toEqual({
      days: [7, 8],
      refusals: 115,
      calls: 135,
      usualMax: 4,
      permissions: ['s3:GetObject'],
      samples: ['e7', 'e8'],
      isGoingOn: false,
    });
  });

  it('goes on while nobody ended it', () => {
    expect(findBurst(daysOf(0, 0, 0, 0, 0, 0, 0, 60, 58))?.isGoingOn).toBe(true);
  });

  it.each([
    ['what is refused every day', daysOf(...Array.from({ length: 30 }, () => 80))],
    ['a rise that stays under five times', daysOf(10, 10, 12, 9, 11, 14, 20, 60)],
    ['a few refusals', daysOf(0, 0, 0, 0, 0, 0, 0, burstMin - 1)],
    ['a token that is new', daysOf(0, 0, 200)],
  ])('is not %s', (_name, days) => {
    expect(findBurst(days)).toBeUndefined();
  });

  it('is never found where no day reaches the least', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: burstMin - 1 })), (counts) => {
        expect(findBurst(daysOf(...counts))).toBeUndefined();
      }),
    );
  });
});
