import { InvalidArgumentError, type Option } from '@commander-js/extra-typings';
import { describe, expect, it } from 'vitest';
import { ScopelightError } from '../model/error.ts';
import { fromOption, parseCount, parseFactor, toOption, windowOf, windowOption } from './options.ts';

function parse(option: Option, text: string): unknown {
  return option.parseArg?.(text, undefined);
}

describe('--window', () => {
  it.each([
    ['90d', 90],
    ['90', 90],
    ['12w', 84],
  ])('takes %s as %i days', (text, days) => {
    expect(parse(windowOption(), text)).toBe(days);
  });

  it.each(['', 'd', '0d', '-1d', '1.5d', '90 d', '1y', '99999w', '1e3'])('refuses %j', (text) => {
    expect(() => parse(windowOption(), text)).toThrow(InvalidArgumentError);
  });
});

describe('--from and --to', () => {
  it.each([
    ['2026-09-30', '2026-09-30T00:00:00Z', '2026-10-01T00:00:00Z'],
    ['2026-09-30T12:00', '2026-09-30T12:00:00Z', '2026-09-30T12:00:00Z'],
    ['2026-09-30T12:00:00+02:00', '2026-09-30T10:00:00Z', '2026-09-30T10:00:00Z'],
  ])('take %s in UTC, and a day whole', (text, from, to) => {
    expect(parse(fromOption(), text)).toBe(Date.parse(from));
    expect(parse(toOption(), text)).toBe(Date.parse(to));
  });

  it.each(['', 'yesterday', '30.09.2026', '2026-13-01', '2026-02-30', '2026-9-3', '1759190400'])(
    'refuse %j',
    (text) => {
      expect(() => parse(fromOption(), text)).toThrow(InvalidArgumentError);
    },
  );
});

describe('windowOf', () => {
  it('gives what services take', () => {
    expect(windowOf({ window: 90, to: 5 })).toEqual({ from: undefined, to: 5, days: 90 });
  });

  it.each([
    { window: 9, from: 1 },
    { from: 2, to: 2 },
  ])('refuses %j', (options) => {
    expect(() => windowOf(options)).toThrow(ScopelightError);
  });
});

describe('numbers', () => {
  it('are taken as they are written in full', () => {
    expect([parseCount(1)('7'), parseFactor('0.5')]).toEqual([7, 0.5]);
  });

  it.each(['', '0', '-1', '1.5', '1e3', '0x10', '٣', '99999999999999999999'])(
    'are refused as count: %j',
    (text) => {
      expect(() => parseCount(1)(text)).toThrow(InvalidArgumentError);
    },
  );

  it.each(['', '0', '-1', '1e3', 'Infinity', '.', '1.2.3'])('are refused as factor: %j', (text) => {
    expect(() => parseFactor(text)).toThrow(InvalidArgumentError);
  });
});
