import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stretchOf } from './decay.ts';

describe('a chance drawn out to a longer horizon', () => {
  it('grows with the horizon at one pace where waiting tells nothing', () => {
    expect(stretchOf(0, 120, 20, 90)).toBeCloseTo(4.5, 10);
  });

  it('grows by the logarithm where twice the days halve the hazard', () => {
    expect(stretchOf(1, 120, 20, 90)).toBeCloseTo(Math.log(210 / 120) / Math.log(140 / 120), 10);
  });

  it('is itself over the same days, and never grows faster than the days', () => {
    const days = fc.integer({ min: 1, max: 400 });
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 2, noNaN: true }),
        days,
        days,
        days,
        (decay, held, short, more) => {
          const stretch = stretchOf(decay, held, short, short + more);
          return (
            Math.abs(stretchOf(decay, held, short, short) - 1) < 1e-9 &&
            stretch >= 1 &&
            stretch <= (short + more) / short + 1e-6
          );
        },
      ),
    );
  });
});
