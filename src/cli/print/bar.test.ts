import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allotCells, shareBar } from './bar.ts';
import { print } from './sample-values.test-support.ts';

const value = fc.nat({ max: 1_000_000 });

describe('allotCells', () => {
  it('gives out every cell, and one at least to whatever is not nothing', () => {
    fc.assert(
      fc.property(fc.tuple(value, value, value), fc.integer({ min: 3, max: 200 }), (values, cells) => {
        const allotted = allotCells(values, cells);
        const isEmpty = values.every((each) => each === 0);
        expect(allotted.reduce((sum, each) => sum + each, 0)).toBe(isEmpty ? 0 : cells);
        values.forEach((each, index) => {
          expect((allotted[index] ?? 0) > 0).toBe(each > 0);
        });
      }),
    );
  });

  it('gives more to what is more', () => {
    fc.assert(
      fc.property(value, value, fc.integer({ min: 2, max: 200 }), (a, b, cells) => {
        const [first = 0, second = 0] = allotCells([a, b], cells);
        if (a > b) expect(first).toBeGreaterThanOrEqual(second);
      }),
    );
  });
});

describe('shareBar', () => {
  it('tells used, unused and unknown apart without colour', () => {
    expect(print([shareBar({ used: 1, unused: 98, unknown: 1 }, 10)])).toBe('█░░░░░░░░▒');
  });

  it('draws nothing for nothing', () => {
    expect(shareBar({ used: 0, unused: 0, unknown: 0 }, 10)).toEqual([]);
  });
});
