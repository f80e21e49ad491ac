import { describe, expect, it } from 'vitest';
import type { Backtest, WalkForwardAnswer } from '../../../model/backtest.ts';
import { lineWidth } from '../run.ts';
import { actsOnTerminal, print, sampleWindow } from '../sample-values.test-support.ts';
import { backtestPage } from './backtest-page.ts';

const hostile = '\u001b]0;owned\u0007\u001b[2J\r\nNothing is broken\u202e';

const result = {
  precision: 0.93,
  recall: 0.986,
  brokenTokens: 4,
  breaks: 8,
  needed: 578,
  neededKept: 570,
  judged: 198_232,
  kept: 549,
  keptNeeded: 511,
  daysToFirstBreak: { median: 5, earliest: 0 },
};

function sample(given: Partial<WalkForwardAnswer> = {}): Backtest {
  const fold = {
    train: { from: '2026-06-02', to: '2026-08-30' },
    test: { from: '2026-08-31', to: '2026-09-29' },
    ...result,
  };
  return {
    schema: 'scopelight.backtest/1',
    window: sampleWindow,
    subject: 'all',
    inSample: { calls: 155_176, deniedCalls: 0 },
    walkForward: {
      trainDays: 90,
      testDays: 30,
      folds: 2,
      ...result,
      principals: 60,
      tokens: 129,
      breaksPer100TokenMonths: 3.1,
      rules: [
        { rule: 'derived', title: 'Scopelight', ...result },
        { rule: 'window-30', title: 'used in 30 days', ...result, brokenTokens: 9, daysToFirstBreak: null },
      ],
      foldResults: [fold, { ...fold, breaks: 0, brokenTokens: 0, recall: 1 }],
      brokenCalls: [
        {
          principal: 'arn:aws:iam::482913650174:user/svc-dispatch-sync',
          token: 'AKIAEXAMPLE000000001',
          permission: 's3:ListAllMyBuckets',
          day: '2026-09-28',
          daysAfterChange: 28,
        },
      ],
      note: null,
      ...given,
    },
  };
}

describe('backtestPage', () => {
  it('says in its first sentence what would have been refused', () => {
    const page = print(backtestPage(sample(), { width: 100 }));
    expect(page).toContain(
      'No past call would have been refused; on the days after, 4 tokens would have met a refusal.',
    );
    expect(page).toContain('It would have broken 4 tokens; windows of fixed length up to 9.');
    expect(page).toContain('1 of 2 folds without a refusal.');
  });

  it('never rounds a refusal away', () => {
    const page = print(
      backtestPage(
        sample({
          recall: 0.99999,
          rules: [{ rule: 'derived', title: 'Scopelight', ...result, recall: 0.99999 }],
        }),
        { width: 100 },
      ),
    );
    expect(page).toContain('█████████· > 99.9 %');
  });

  it('says why there are no folds', () => {
    const answer = sample({
      folds: 0,
      recall: null,
      precision: null,
      rules: [],
      foldResults: [],
      brokenCalls: [],
      note: 'the logs hold 20 days',
    });
    const page = print(backtestPage(answer, { width: 100 }));
    expect(page).toContain('what comes after could not be tried');
    expect(page).toContain('No walk forward: the logs hold 20 days.');
  });

  it('stays within every width, and prints what attackers wrote as text', () => {
    const call = {
      principal: hostile,
      token: hostile.repeat(20),
      permission: hostile,
      day: '2026-09-28',
      daysAfterChange: 28,
    };
    const answer = { ...sample({ brokenCalls: [call] }), subject: hostile };
    for (let width = 40; width <= 200; width += 5) {
      for (const parts of backtestPage(answer, { width }))
        expect(lineWidth(parts)).toBeLessThanOrEqual(width);
    }
    const shown = print(backtestPage(answer, { width: 200 }), true);
    expect(actsOnTerminal(shown)).toEqual([]);
    expect(shown).not.toMatch(/^\s*Nothing is broken/m);
  });
});
