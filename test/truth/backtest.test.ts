import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Backtest } from '../../src/model/backtest.ts';
import { backtest } from '../../src/services/backtest/backtest.ts';
import { type LoadedDemo, loadDemo } from './load-demo.ts';

const minutes = 60_000;
// The jobs run whatever the seed is, so it is another one in every run; the name of the test tells it.
const seed = Number(process.env.SCOPELIGHT_TEST_DEMO_SEED ?? randomInt(2, 1_000_000));

describe(`the backtest of the demo organisation of seed ${seed}`, () => {
  let loaded: LoadedDemo;
  let long: Backtest;
  let short: Backtest;

  beforeAll(async () => {
    loaded = await loadDemo({ seed, scale: 0.1 });
    long = await backtest(loaded.ctx, { trainDays: 90, testDays: 30, horizonDays: 90 });
    short = await backtest(loaded.ctx, { trainDays: 30, testDays: 15, horizonDays: 90 });
  }, 5 * minutes);
  afterAll(() => loaded.remove());

  const broken = ({ walkForward }: Backtest, name: string): readonly string[] =>
    walkForward.brokenCalls.filter(({ principal }) => principal.endsWith(name)).map(({ day }) => day);

  it('finds no call of the past that a policy made from it would refuse', () => {
    expect(long.inSample.calls).toBeGreaterThan(1000);
    expect(long.inSample.deniedCalls).toBe(0);
  });

  it('keeps what the month-end close needs when it learns from three of them', () => {
    expect(long.walkForward.folds).toBe(1);
    expect(broken(long, ':role/month-end-close')).toEqual([]);
  });

  it('sees that thirty days without a quarter’s beginning would have broken the tax report', () => {
    expect(new Set(broken(short, ':role/quarterly-tax'))).toEqual(new Set(['2026-07-02']));
  });

  it('finds the rhythm of the month-end close, and says what a window of this length cannot know', async () => {
    const close = long.breakage.principals.find(({ principal }) =>
      principal.endsWith(':role/month-end-close'),
    );
    const { breakage, inSample } = await backtest(loaded.ctx, {
      id: close?.principal ?? '',
      trainDays: 90,
      testDays: 30,
      horizonDays: 90,
    });
    expect(breakage.calendar.rhythms).toMatchObject([
      { kind: 'month-end', text: 'on the last day of every month' },
    ]);
    expect(breakage.calendar.rhythms[0]?.permissions).toContain('rds:CreateDBSnapshot');
    expect(breakage.basis).toContain('cannot know about half-yearly and yearly ones');
    expect(breakage.probability).toBe(close?.probability);
    expect(inSample).toMatchObject({ deniedCalls: 0, basis: 'decided' });
    expect(inSample.calls).toBeGreaterThan(100);
  });

  it('gives so small a fleet the share that was counted, with its bounds, and says so', () => {
    const { probability, measured, basis } = long.breakage;
    expect(basis).toMatch(/^base rate: something removed was needed of \d+ in \d+ principals/);
    expect(measured?.low).toBeLessThan(measured?.high ?? 0);
    expect(probability).toBeGreaterThan(0);
    expect(probability).toBeLessThan(0.3);
  });

  it('keeps more of what is needed than a window of thirty days', () => {
    const month = long.walkForward.rules.find(({ rule }) => rule === 'window-30');
    expect(long.walkForward.recall).toBeGreaterThanOrEqual(month?.recall ?? 1);
    expect(long.walkForward.recall).toBeGreaterThan(0.95);
  });
});
