import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitHazard, type HazardRow } from './hazard.ts';

/** Cases that came true exactly as often as their hazard says. */
function ideal(weights: readonly number[], features: readonly (readonly number[])[]): HazardRow[] {
  const count = 100_000;
  return features.map((row) => {
    const score = row.reduce((sum, x, i) => sum + x * (weights[i + 1] ?? 0), weights[0] ?? 0);
    return { features: row, count, hits: count * -Math.expm1(-Math.exp(score)) };
  });
}

const corners = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];

describe('the regression', () => {
  it('finds the chances that cases came true with', () => {
    const weights = fc.tuple(
      fc.double({ min: -8, max: 1, noNaN: true }),
      fc.double({ min: -2, max: 2, noNaN: true }),
      fc.double({ min: -2, max: 2, noNaN: true }),
    );
    fc.assert(
      fc.property(weights, (given) => {
        const rows = ideal(given, corners);
        const chanceOf = fitHazard(rows);
        return rows.every(
          ({ features, count, hits }) => Math.abs(chanceOf(features) / (hits / count) - 1) < 0.05,
        );
      }),
    );
  });

  it('gives the share of all where features say nothing', () => {
    expect(fitHazard([{ features: [0], count: 200, hits: 50 }])([0])).toBeCloseTo(0.25, 3);
  });

  it('moves little for a feature that few cases have', () => {
    const rows = [
      { features: [0], count: 1000, hits: 100 },
      { features: [1], count: 1, hits: 1 },
    ];
    expect(fitHazard(rows)([1])).toBeLessThan(0.25);
  });

  it('takes the hazard known beforehand as it is', () => {
    const rows = [1, 2, 4].map((days) => ({
      features: [],
      offset: -Math.log(days),
      count: 1_000_000,
      hits: 1000 / days,
    }));
    const chanceOf = fitHazard(rows);
    expect(chanceOf([], -Math.log(8)) / 0.000125).toBeCloseTo(1, 2);
  });

  it('stays a chance where all cases or none came true', () => {
    for (const hits of [0, 10]) {
      const chance = fitHazard([{ features: [1], count: 10, hits }])([1]);
      expect(chance).toBeGreaterThan(0);
      expect(chance).toBeLessThan(1);
    }
  });
});
