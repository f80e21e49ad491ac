import { describe, expect, it } from 'vitest';
import { findFlood } from './find-flood.ts';

const hoursOf = (...counts: readonly (readonly [hour: number, count: number])[]) =>
  counts.map(([hour, count]) => ({
    provider: 'aws',
    account: '1',
    actorToken: 'AKIA',
    actorPrincipal: 'a',
    hour,
    count,
    tokens: [],
    holders: [],
    sample: 'e',
  }));

describe('a flood of tokens', () => {
  it('is many within an hour, of somebody who made few', () => {
    expect(findFlood(hoursOf([10, 1], [500, 14], [501, 9]))).toMatchObject({
      hour: 500,
      count: 23,
      usualMax: 1,
    });
  });

  it('may run over the end of an hour', () => {
    expect(findFlood(hoursOf([10, 1], [500, 8], [501, 8]))).toMatchObject({ hour: 500, count: 16 });
  });

  it.each([
    ['a few', hoursOf([10, 9])],
    ['what somebody does again and again', hoursOf([10, 12], [60, 14], [110, 11], [160, 13])],
    ['hardly more than he made at another time', hoursOf([10, 6], [500, 12])],
  ])('is not %s', (_name, hours) => {
    expect(findFlood(hours)).toBeUndefined();
  });
});
