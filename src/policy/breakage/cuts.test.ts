import { describe, expect, it } from 'vitest';
import { cutsOf } from './cuts.ts';

describe('the moments that a forecast looks back to', () => {
  it('look at a sixth of the log after each, and end where the log ends', () => {
    const { past, now, outcomeDays } = cutsOf({ from: 0, to: 120 }, 90);
    expect(outcomeDays).toBe(20);
    expect(past.map(({ cut }) => cut)).toEqual([40, 60, 80, 100]);
    expect(past.every(({ from, cut, to }) => from === 0 && to === cut + 20)).toBe(true);
    expect(now).toEqual({ from: 0, cut: 120, to: 120 });
  });

  it('look no further than the horizon', () => {
    expect(cutsOf({ from: 0, to: 400 }, 14).outcomeDays).toBe(14);
  });

  it('are none where a log has hardly begun', () => {
    expect(cutsOf({ from: 0, to: 1 }, 90).past).toEqual([]);
  });
});
