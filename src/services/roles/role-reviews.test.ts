import { describe, expect, it } from 'vitest';
import { readReviews } from './role-reviews.ts';

describe('recorded reviews of roles', () => {
  it('count up to the end of their day, or to their moment, the latest of each role', () => {
    const text = [
      'role,reviewer,date',
      '# our own',
      'deploy,ann@example.com,2026-09-30',
      'deploy;bob@example.com;2026-08-01  # an older one',
      '"arn:aws:iam::111122223333:role/x","ann","2026-09-30T12:00:00Z"',
      '',
    ].join('\n');
    expect([...readReviews(text, 'reviews.csv')]).toEqual([
      ['deploy', Date.parse('2026-10-01T00:00:00Z') - 1],
      ['arn:aws:iam::111122223333:role/x', Date.parse('2026-09-30T12:00:00Z')],
    ]);
  });

  it.each(['deploy', 'deploy,ann', 'deploy,ann,yesterday', 'deploy,ann,2026-13-45'])(
    'are refused with their line: %s',
    (line) => {
      expect(() => readReviews(`# x\n${line}`, 'reviews.csv')).toThrow(
        'line 2 of `reviews.csv` is no review',
      );
    },
  );
});
