import { describe, expect, it } from 'vitest';
import { judgedStretch } from './judged-stretch.ts';

const day = 24;
/** 1 January 2024, a Monday, at midnight. */
const start = 19_723 * day;

function hours(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => start + from + index);
}

function stretch(days: number, recorded: readonly number[][], holes: { from: number; to: number }[] = []) {
  const judged = judgedStretch(
    recorded,
    holes.map(({ from, to }) => ({ from: start + from, to: start + to })),
    { from: start, to: start + days * day },
  );
  return judged && { from: judged.from - start, to: judged.to - start };
}

describe('judgedStretch', () => {
  it('is the whole span of a log without holes', () => {
    expect(stretch(90, [hours(0, 90 * day)])).toEqual({ from: 0, to: 90 * day });
  });

  it('begins after the last hole that matters', () => {
    const holes = [
      { from: 5 * day, to: 7 * day },
      { from: 20 * day, to: 22 * day },
    ];
    expect(stretch(90, [hours(0, 90 * day)], holes)).toEqual({ from: 22 * day, to: 90 * day });
  });

  it('is none when the hole leaves fewer than sixty days', () => {
    expect(stretch(90, [hours(0, 90 * day)], [{ from: 40 * day, to: 42 * day }])).toBeUndefined();
  });

  it('is not cut by holes shorter than a day that sum up to less than a hundredth', () => {
    expect(stretch(90, [hours(0, 90 * day)], [{ from: 80 * day, to: 80 * day + 20 }])).toEqual({
      from: 0,
      to: 90 * day,
    });
    expect(stretch(60, [hours(0, 60 * day)], [{ from: 50 * day, to: 50 * day + 20 }])).toBeUndefined();
  });

  it('reaches only as far as the log of the account does', () => {
    expect(stretch(120, [hours(30 * day, 100 * day)])).toEqual({ from: 30 * day, to: 100 * day });
    expect(stretch(120, [hours(80 * day, 120 * day)])).toBeUndefined();
  });

  it('takes the regions of an account together', () => {
    expect(stretch(90, [hours(0, 45 * day), hours(45 * day, 90 * day)])).toEqual({ from: 0, to: 90 * day });
  });

  it('judges a short log that is nearly whole', () => {
    expect(stretch(14, [hours(0, 14 * day)])).toEqual({ from: 0, to: 14 * day });
    expect(stretch(14, [hours(1 * day, 14 * day)])).toEqual({ from: day, to: 14 * day });
    expect(stretch(14, [hours(4 * day, 14 * day)])).toBeUndefined();
  });

  it('is none without records', () => {
    expect(stretch(90, [])).toBeUndefined();
  });
});
