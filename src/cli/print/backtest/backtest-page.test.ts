import { describe, expect, it } from 'vitest';
import type { Backtest, Breakage, WalkForwardAnswer } from '../../../model/backtest.ts';
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
    inSample: { calls: 155_176, deniedCalls: 0, excludedCalls: 0, basis: 'permissions' },
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
    breakage: sampleBreakage(),
  };
}

function sampleBreakage(given: Partial<Breakage> = {}): Breakage {
  const band = { from: 0.1, to: 0.2, count: 600, forecast: 0.15, observed: 0.16, low: 0.13, high: 0.19 };
  const score = { cases: 1200, hits: 200, brier: 0.145, baseBrier: 0.231, hindsightBrier: 0.147 };
  return {
    horizonDays: 90,
    probability: 0.333,
    basis:
      'learnt from what became of 8,999 principals; safe for monthly jobs, cannot know about yearly ones',
    measured: { count: 600, share: 0.273, low: 0.239, high: 0.31, days: 30 },
    principals: [
      { principal: 'arn:aws:iam::482913650174:user/a', removed: 420, expected: 0.4, probability: 0.3 },
      { principal: 'arn:aws:iam::482913650174:user/b', removed: 20, expected: 0.1, probability: 0.1 },
    ],
    permissions: [
      { permission: 's3:DeleteBucket', level: 'write', probability: 0.02 },
      { permission: 's3:CreateBucket', level: 'write', probability: 0.01 },
    ],
    removed: 440,
    calendar: {
      text: 'safe for monthly jobs, cannot know about yearly ones',
      periods: [{ jobs: 'monthly', periodDays: 30.44, seen: 1 }],
      rhythms: [
        {
          text: 'every 1st of the month',
          kind: 'monthly',
          permissions: ['kms:Decrypt'],
          next: { from: '2026-10-01', to: '2026-10-01' },
        },
      ],
    },
    calibration: {
      from: '2026-08-31',
      to: '2026-09-29',
      removals: { ...score, bands: [band] },
      principals: {
        ...score,
        bands: [band, { ...band, forecast: 0.5 }],
        unseenBrier: 0.166,
        unseenBands: [band],
      },
    },
    ...given,
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

  it('says how likely something is needed, of whom or of what, and what no window can know', () => {
    const fleet = print(backtestPage(sample(), { width: 100 }));
    expect(fleet).toContain(
      'A principal needs something removed in the next 90 days with a chance of 33.3 %',
    );
    expect(fleet).toMatch(/user\/a +███·+ +30\.0 %/);
    expect(fleet).toContain('As to the calendar: safe for monthly jobs, cannot know about yearly ones.');
    const one = print(backtestPage({ ...sample(), subject: 'AKIA' }, { width: 100 }));
    expect(one).toContain('Something removed is needed in the next 90 days with a chance of 33.3 %.');
    expect(one).toContain('s3:DeleteBucket');
    expect(one).toContain('used every 1st of the month: kms:Decrypt, next on 1 Oct 2026');
  });

  it('puts what was said beside what came true, and the scores of simpler ways', () => {
    const page = print(backtestPage(sample(), { width: 100 }));
    expect(page).toContain('1 of 2 bands came out as said.');
    expect(page).toContain('Brier score 0.145, lower is better; the share known before, for all: 0.231');
  });

  it('gives no number where there is none', () => {
    const breakage = sampleBreakage({
      probability: null,
      measured: null,
      principals: [],
      permissions: [],
      calibration: null,
    });
    const page = print(backtestPage({ ...sample(), breakage }, { width: 100 }));
    expect(page).toContain('What is needed in the next 90 days cannot be forecast.');
  });

  it('stays within every width, and prints what attackers wrote as text', () => {
    const call = {
      principal: hostile,
      token: hostile.repeat(20),
      permission: hostile,
      day: '2026-09-28',
      daysAfterChange: 28,
    };
    const breakage = sampleBreakage({
      basis: hostile,
      principals: [
        { principal: hostile, removed: 1, expected: 1, probability: 0.5 },
        { principal: hostile, removed: 1, expected: 1, probability: 0.4 },
      ],
    });
    const answer = { ...sample({ brokenCalls: [call] }), subject: hostile, breakage };
    for (let width = 40; width <= 200; width += 5) {
      for (const parts of backtestPage(answer, { width }))
        expect(lineWidth(parts)).toBeLessThanOrEqual(width);
    }
    const shown = print(backtestPage(answer, { width: 200 }), true);
    expect(actsOnTerminal(shown)).toEqual([]);
    expect(shown).not.toMatch(/^\s*Nothing is broken/m);
  });
});
