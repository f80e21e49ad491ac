import type { CutPath } from './cheapest-cut.ts';

/**
 * Gives a cost that no cut of these paths undercuts. The cost of every permission is shared out among the paths: what a path
 * is given, summed over its cheapest leg, is the least that closing it takes, and no share is counted twice.
 */
export function costBound(
  paths: readonly CutPath[],
  removed: ReadonlySet<number>,
  costOf: (permission: number) => number,
): number {
  const left = new Map<number, number>();
  const leftOf = (permission: number): number =>
    removed.has(permission) ? 0 : (left.get(permission) ?? costOf(permission));
  const sumOf = (leg: readonly number[]): number =>
    leg.reduce((sum, permission) => sum + leftOf(permission), 0);
  let bound = 0;
  // Paths with few ways out first: their cost is the surest.
  for (const path of paths.toSorted((a, b) => a.length - b.length)) {
    const least = Math.min(...path.map(sumOf));
    if (least <= 0) continue;
    bound += least;
    // A permission of several legs gives the most that one of them takes of it.
    const taken = new Map<number, number>();
    for (const leg of path) {
      const share = least / sumOf(leg);
      for (const permission of leg)
        taken.set(permission, Math.max(taken.get(permission) ?? 0, share * leftOf(permission)));
    }
    for (const [permission, amount] of taken) left.set(permission, Math.max(0, leftOf(permission) - amount));
  }
  return bound;
}
