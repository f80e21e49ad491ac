import { describe, expect, it } from 'vitest';
import {
  bytes,
  count,
  counted,
  date,
  dates,
  minute,
  percent,
  shellWord,
  shortName,
  span,
  thisSpan,
} from './words.ts';

describe('words', () => {
  it('keeps counts exact up to a million', () => {
    expect([0, 999, 1_000, 999_999, 1_000_000, 9_240_000, 2.5e9].map(count)).toEqual([
      '0',
      '999',
      '1,000',
      '999,999',
      '1.0 M',
      '9.2 M',
      '2.5 G',
    ]);
  });

  it('never rounds something to nothing, or nearly all to all', () => {
    expect(
      [
        [0, 10],
        [1, 100_000],
        [1, 8],
        [99_999, 100_000],
        [10, 10],
        [0, 0],
      ].map(([part = 0, whole = 0]) => percent(part, whole)),
    ).toEqual(['0 %', '< 0.1 %', '12.5 %', '> 99.9 %', '100 %', '0 %']);
  });

  it('says one thing as one', () => {
    expect([counted(1, 'token'), counted(2, 'token'), counted(1, 'was', 'were')]).toEqual([
      '1 token',
      '2 tokens',
      '1 was',
    ]);
  });

  it('gives times in UTC', () => {
    expect(date('2026-09-29T23:59:59.999Z')).toBe('29 Sep 2026');
    expect(dates({ from: '2026-06-02T00:00:00Z', to: '2026-09-30T00:00:00Z' })).toBe('2 Jun – 29 Sep 2026');
    expect(dates({ from: '2025-12-31T00:00:00Z', to: '2026-01-02T00:00:00Z' })).toBe(
      '31 Dec 2025 – 1 Jan 2026',
    );
    expect(dates({ from: '2026-09-29T00:00:00Z', to: '2026-09-30T00:00:00Z' })).toBe('29 Sep 2026');
    expect(minute('2026-09-29T02:14:00Z')).toBe('29 Sep 2026 02:14');
    expect(span('2026-06-02T00:00:00Z', '2026-09-30T00:00:00Z')).toBe('120 days');
    expect(span('2026-06-02T00:00:00Z', '2026-06-02T05:00:00Z')).toBe('5 hours');
    expect(thisSpan('2026-06-02T00:00:00Z', '2026-09-30T00:00:00Z')).toBe('these 120 days');
    expect(thisSpan('2026-06-02T00:00:00Z', '2026-06-02T01:00:00Z')).toBe('this hour');
  });

  it('gives sizes in powers of ten', () => {
    expect([999, 4_712_223, 37_222_498, 2e9].map(bytes)).toEqual(['999 B', '4.7 MB', '37 MB', '2.0 GB']);
  });

  it.each([
    ['arn:aws:iam::482913650174:user/svc-ledger-export', 'user/svc-ledger-export'],
    ['arn:aws:iam::1:role/aws-reserved/sso.amazonaws.com/Admin', 'role/…/Admin'],
    ['AKIAEXAMPLE', 'AKIAEXAMPLE'],
    ['arn:aws:iam::905417263308:root', '905417263308:root'],
    ['arn:aws:s3:::ledger-prod', 's3:ledger-prod'],
    ['odd:', 'odd'],
    ['', ''],
  ])('calls %s %s', (id, name) => {
    expect(shortName(id)).toBe(name);
  });
});

describe('shellWord', () => {
  it.each([
    ['arn:aws:iam::1:role/x', 'arn:aws:iam::1:role/x'],
    ['a b', "'a b'"],
    ["it's; rm -rf ~", "'it'\\''s; rm -rf ~'"],
    ['$(id)`id`', "'$(id)`id`'"],
  ])('quotes %s so that a shell takes it as one word', (word, quoted) => {
    expect(shellWord(word)).toBe(quoted);
  });

  it.each(['--data', 'a\nb', 'ad\u200bmin', ''])('offers no command with %j in it', (word) => {
    expect(shellWord(word) ?? '').toBe(word === '' ? "''" : '');
  });
});
