import { describe, expect, it } from 'vitest';
import type { Dormancy } from '../../../model/dormancy.ts';
import { dormancyVerdicts } from '../../../model/dormancy.ts';
import { lineWidth } from '../run.ts';
import { actsOnTerminal, print } from '../sample-values.test-support.ts';
import { dormancySection } from './dormancy-section.ts';

const silent: Dormancy = {
  verdict: 'dormant',
  why: ['last used on 2026-06-25, 96 days without use'],
  idleDays: 96,
  lastUsed: '2026-06-25T18:00:00Z',
  lastUsedSource: 'log',
  alive: 0.0004,
  pauses: { count: 23, longestDays: 1 },
  rhythm: null,
  purpose: null,
  takenOverBy: null,
  knocks: 0,
};

const hostile = '\u001b]0;owned\u0007\r\nIt is fine\u202e';

describe('the dormancy of a token', () => {
  it('says the verdict, the reasons, and how they are known', () => {
    const page = print(dormancySection(silent, 160));
    expect(page).toContain('safe to switch off');
    expect(page).toContain('Last used on 2026-06-25, 96 days without use.');
    expect(page).toContain('23 pauses before, the longest of 1 day');
    expect(page).toContain('chance to be alive < 1 %');
  });

  it('says of a token in use only its rhythm', () => {
    const rhythm = { text: 'on weekdays', missed: 0, nextFrom: '2026-09-30T00:00:00Z', nextTo: null };
    expect(dormancySection({ ...silent, verdict: 'in-use' }, 100)).toEqual([]);
    expect(print(dormancySection({ ...silent, verdict: 'in-use', rhythm }, 100))).toContain(
      'It is used on weekdays, next on 30 Sep 2026.',
    );
  });

  it('stays within every width, and prints hostile names as text', () => {
    for (const verdict of dormancyVerdicts) {
      for (let width = 40; width <= 200; width += 20) {
        const lines = dormancySection({ ...silent, verdict, why: [hostile, 'x'.repeat(300)] }, width);
        expect(actsOnTerminal(print(lines, true))).toEqual([]);
        for (const parts of lines) expect(lineWidth(parts)).toBeLessThanOrEqual(width);
      }
    }
  });
});
