import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chanceAlive } from './chance-alive.ts';
import { fitPrior } from './fit-prior.ts';
import { aliveAsDormant } from './judge-dormancy.ts';
import { pauseShapes, type SimulatedFleet, simulateFleet } from './simulated-fleet.test-support.ts';
import type { UseHistory } from './use-history.ts';

const unlearnt = fitPrior([]);

function daily(days: number, silenceDays: number): UseHistory {
  return { gaps: Array.from({ length: days - 1 }, () => 1), leadDays: 0, silenceDays };
}

/** What the model says of all silent tokens of a fleet, and what is true of them. */
function judged(fleet: SimulatedFleet) {
  const tokens = simulateFleet(fleet);
  const prior = fitPrior(tokens.slice(0, 500).map(({ history }) => history));
  const idle = tokens
    .filter(({ history }) => history.silenceDays >= 60)
    .map(({ history, isAlive }) => ({ ...chanceAlive(history, prior), isAlive }));
  const surelyDead = idle.filter(({ alive }) => alive < aliveAsDormant);
  const shareAlive = (some: readonly { isAlive: boolean }[]): number =>
    some.filter(({ isAlive }) => isAlive).length / some.length;
  return {
    endsPerYear: prior.endsPerYear,
    predicted: idle.reduce((sum, { alive }) => sum + alive, 0) / idle.length,
    found: shareAlive(idle),
    count: idle.length,
    wronglyDead: surelyDead.filter(({ isAlive }) => isAlive).length,
    judgedDead: surelyDead.length,
  };
}

const fleets = Object.keys(pauseShapes).flatMap((shape) =>
  [120, 365].flatMap((logDays) => [0.3, 1].map((endsPerYear) => ({ shape, logDays, endsPerYear }))),
);

describe('the chance that a silent token is alive', () => {
  it.each(fleets)(
    'is true of simulated tokens: $shape pauses, $logDays days, $endsPerYear ends a year',
    (fleet) => {
      const result = judged({ seed: 7, tokens: 2000, ...fleet });
      expect(result.count).toBeGreaterThan(50);
      const isBursts = fleet.shape === 'bursts';
      expect(result.predicted - result.found).toBeGreaterThan(isBursts ? -0.12 : -0.03);
      expect(result.predicted - result.found).toBeLessThan(0.08);
      expect(result.judgedDead).toBeGreaterThan(0);
      expect(result.wronglyDead).toBeLessThanOrEqual(
        (isBursts ? 0.25 : 0.05) * Math.max(20, result.judgedDead),
      );
      // The rate is found to a factor of two.
      expect(result.endsPerYear / fleet.endsPerYear).toBeGreaterThan(0.5);
      expect(result.endsPerYear / fleet.endsPerYear).toBeLessThan(2);
    },
  );

  it('is small for what was used daily and is silent for two months', () => {
    expect(chanceAlive(daily(40, 60), unlearnt).alive).toBeLessThan(0.01);
  });

  it('stays high for what has paused so long before', () => {
    const quarterly = { gaps: [91, 92, 90, 92], leadDays: 0, silenceDays: 70 };
    expect(chanceAlive(quarterly, unlearnt).alive).toBeGreaterThan(0.9);
    expect(chanceAlive({ ...quarterly, silenceDays: 400 }, unlearnt).alive).toBeLessThan(0.2);
  });

  it('does not take one use in a short log for the end', () => {
    expect(chanceAlive({ gaps: [], leadDays: 30, silenceDays: 90 }, unlearnt).alive).toBeGreaterThan(0.3);
  });

  const history = fc.record({
    gaps: fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 60 }),
    leadDays: fc.integer({ min: 0, max: 400 }),
    silenceDays: fc.integer({ min: 0, max: 2000 }),
  });

  it('falls as a silence grows, and is a probability', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 500 }), (shorter, more) => {
        const before = chanceAlive(shorter, unlearnt);
        const after = chanceAlive({ ...shorter, silenceDays: shorter.silenceDays + more }, unlearnt);
        expect(before.alive).toBeLessThanOrEqual(1);
        expect(after.alive).toBeGreaterThanOrEqual(0);
        expect(after.alive).toBeLessThanOrEqual(before.alive + 1e-9);
        expect(after.pauseThisLong).toBeLessThanOrEqual(before.pauseThisLong + 1e-12);
      }),
    );
  });

  it('rises with the longest pause a token came back from', () => {
    fc.assert(
      fc.property(history, (one) => {
        const bursts = { ...one, gaps: [...one.gaps, 1] };
        const pauses = { ...one, gaps: [...one.gaps, 400] };
        const silent = { silenceDays: 120 };
        expect(chanceAlive({ ...pauses, ...silent }, unlearnt).alive).toBeGreaterThan(
          chanceAlive({ ...bursts, ...silent }, unlearnt).alive,
        );
      }),
    );
  });
});
