import { describe, expect, it } from 'vitest';
import { foldsMax, foldsOf } from './folds.ts';

describe('the folds of a log', () => {
  it('end where the log ends, and test no day twice', () => {
    expect(foldsOf({ from: 0, to: 200 }, { trainDays: 90, testDays: 30 })).toEqual([
      { from: 20, cut: 110, to: 140 },
      { from: 50, cut: 140, to: 170 },
      { from: 80, cut: 170, to: 200 },
    ]);
  });

  it('are one where the log is just long enough, and none where it is a day too short', () => {
    const size = { trainDays: 90, testDays: 30 };
    expect(foldsOf({ from: 5, to: 125 }, size)).toEqual([{ from: 5, cut: 95, to: 125 }]);
    expect(foldsOf({ from: 6, to: 125 }, size)).toEqual([]);
  });

  it('are the latest of very many', () => {
    const folds = foldsOf({ from: 0, to: 400 }, { trainDays: 7, testDays: 1 });
    expect(folds).toHaveLength(foldsMax);
    expect(folds.at(-1)).toEqual({ from: 392, cut: 399, to: 400 });
  });
});
