import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CutPath, cheapestCut } from './cheapest-cut.ts';
import { costBound } from './cost-bound.ts';

const permissionsMax = 9;
const somePaths = fc.array(
  fc.array(fc.uniqueArray(fc.integer({ min: 0, max: permissionsMax - 1 }), { minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 4,
  }),
  { maxLength: 7 },
);
const someCosts = fc.array(fc.integer({ min: 1, max: 40 }), {
  minLength: permissionsMax,
  maxLength: permissionsMax,
});

/** The least that closing all paths costs, by trying every set of permissions. */
function byTrying(paths: readonly CutPath[], costs: readonly number[]): number {
  let best = Number.POSITIVE_INFINITY;
  for (let mask = 0; mask < 1 << permissionsMax; mask += 1) {
    const isGone = (permission: number): boolean => (mask & (1 << permission)) !== 0;
    if (!paths.every((path) => path.some((leg) => leg.every(isGone)))) continue;
    best = Math.min(
      best,
      costs.reduce((sum, cost, permission) => sum + (isGone(permission) ? cost : 0), 0),
    );
  }
  return best;
}

describe('the cheapest cut', () => {
  it('costs what the best of all sets costs, and closes every path', () => {
    fc.assert(
      fc.property(somePaths, someCosts, (paths, costs) => {
        const costOf = (permission: number): number => costs[permission] ?? 1;
        const cut = cheapestCut(paths, costOf);
        const removed = new Set(cut.removed);
        expect(paths.every((path) => path.some((leg) => leg.every((p) => removed.has(p))))).toBe(true);
        expect(cut).toMatchObject({ isExact: true, cost: byTrying(paths, costs), bound: cut.cost });
      }),
      { numRuns: 400 },
    );
  });

  it('is never undercut by its bound', () => {
    fc.assert(
      fc.property(somePaths, someCosts, (paths, costs) => {
        const bound = costBound(paths, new Set(), (permission) => costs[permission] ?? 1);
        expect(bound).toBeLessThanOrEqual(byTrying(paths, costs) + 1e-6);
      }),
      { numRuns: 400 },
    );
  });

  it('takes one permission that closes many paths over several that close one each', () => {
    const paths = [1, 2, 3, 4].map((other) => [[0], [other]]);
    expect(cheapestCut(paths, (permission) => (permission === 0 ? 3 : 1))).toMatchObject({
      removed: [0],
      cost: 3,
    });
    expect(cheapestCut(paths, (permission) => (permission === 0 ? 50 : 1))).toMatchObject({
      removed: [1, 2, 3, 4],
      cost: 4,
    });
  });

  it('of nothing is nothing', () => {
    expect(cheapestCut([], () => 1)).toEqual({ removed: [], cost: 0, bound: 0, isExact: true });
  });
});
