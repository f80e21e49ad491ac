import { describe, expect, it } from 'vitest';
import { findSurge, surgeMin } from './find-surge.ts';

const daysOf = (length: number, callsOn: (day: number) => number) =>
  Array.from({ length }, (_, day) => ({ day, calls: callsOn(day), permissions: [], sample: `e${day}` }));

describe('a surge of calls', () => {
  it('is a day with five times the calls of any day before', () => {
    expect(findSurge(daysOf(90, (day) => (day === 80 ? 900 : 100)))).toMatchObject({
      day: 80,
      calls: 900,
      usualMax: 100,
    });
  });

  it.each([
    ['a job at every month’s end', daysOf(120, (day) => (day % 30 === 28 ? 900 : 20))],
    ['a new rhythm', daysOf(120, (day) => (day >= 60 ? 900 : 100))],
    ['few calls', daysOf(90, (day) => (day === 80 ? surgeMin - 1 : 1))],
    ['a rise below five times', daysOf(90, (day) => (day === 80 ? 900 : 200))],
    ['a young history', daysOf(40, (day) => (day === 30 ? 900 : 10))],
  ])('is not %s', (_name, days) => {
    expect(findSurge(days)).toBeUndefined();
  });
});
