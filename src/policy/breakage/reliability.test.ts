import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brierScore, reliabilityOf } from './reliability.ts';
import { shareInterval } from './share-interval.ts';

const forecasts = fc.array(
  fc
    .record({
      chance: fc.double({ min: 0, max: 1, noNaN: true }),
      count: fc.integer({ min: 1, max: 50 }),
      of: fc.nat(),
    })
    .map(({ chance, count, of }) => ({ chance, count, hits: of % (count + 1) })),
  { minLength: 1, maxLength: 60 },
);

describe('a reliability table', () => {
  it('counts every case once, in bands that follow each other', () => {
    fc.assert(
      fc.property(forecasts, fc.integer({ min: 1, max: 10 }), (given, size) => {
        const bands = reliabilityOf(given, size);
        const count = bands.reduce((sum, band) => sum + band.count, 0);
        const hits = bands.reduce((sum, band) => sum + band.observed.share * band.count, 0);
        const ascending = bands.every((band, i) => band.from > (bands[i - 1]?.to ?? -1));
        return (
          bands.length <= size &&
          ascending &&
          count === given.reduce((sum, one) => sum + one.count, 0) &&
          Math.abs(hits - given.reduce((sum, one) => sum + one.hits, 0)) < 1e-6
        );
      }),
    );
  });

  it('answers the same whatever the order of cases', () => {
    fc.assert(
      fc.property(forecasts, (given) => {
        const there = reliabilityOf(given, 5).map(({ from, to, count }) => [from, to, count]);
        const back = reliabilityOf(given.toReversed(), 5).map(({ from, to, count }) => [from, to, count]);
        return JSON.stringify(there) === JSON.stringify(back);
      }),
    );
  });
});

describe('the Brier score', () => {
  it('is 0 for who knew, 1 for who knew the opposite, and a quarter for who tossed a coin', () => {
    expect(
      brierScore([
        { chance: 1, count: 3, hits: 3 },
        { chance: 0, count: 2, hits: 0 },
      ]),
    ).toBe(0);
    expect(brierScore([{ chance: 0, count: 3, hits: 3 }])).toBe(1);
    expect(brierScore([{ chance: 0.5, count: 9, hits: 4 }])).toBe(0.25);
  });
});

describe('the bounds of a share', () => {
  it('are those of Wilson', () => {
    // Newcombe, Statistics in Medicine 17 (1998), table I: 81 of 263, and 0 of 20.
    expect(shareInterval(81, 263)).toMatchObject({
      low: expect.closeTo(0.2553, 4),
      high: expect.closeTo(0.3662, 4),
    });
    expect(shareInterval(0, 20)).toMatchObject({ low: 0, high: expect.closeTo(0.1611, 4) });
  });

  it('hold everything possible where nothing was counted', () => {
    expect(shareInterval(0, 0)).toMatchObject({ low: 0, high: 1 });
  });
});
