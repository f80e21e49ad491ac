import type { Level } from '../model/permission.ts';

/**
 * How much a permission weighs in the gap score, by what it lets its holder do.
 * Documented in docs/score.md.
 */
export const levelWeights: Readonly<Record<Level, number>> = {
  list: 1,
  read: 2,
  tag: 2,
  write: 10,
  permissions: 50,
};

/** A permission that reaches only some resources, or holds only under conditions, weighs half. */
export const limitedReach = 0.5;

/**
 * The gap score, 0–100, of what is surely unused beside what is used, as sums of weights: the unused share, scaled by
 * how much that is in orders of magnitude, against the whole catalogue. What is unknown counts on neither side.
 */
export function gapScore(unusedWeight: number, usedWeight: number, catalogueWeight: number): number {
  if (unusedWeight <= 0) return 0;
  const share = unusedWeight / (unusedWeight + usedWeight);
  const magnitude = Math.log1p(unusedWeight) / Math.log1p(Math.max(catalogueWeight, unusedWeight));
  return Math.round(100 * share * magnitude);
}
