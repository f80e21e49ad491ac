import type { PermissionSet } from '../../model/permission-set.ts';

/** Two sets that have nearly the same members. */
export interface NearCopy {
  readonly left: number;
  readonly right: number;
  /** What they share, of all that either has: 1 for equal sets. */
  readonly similarity: number;
}

/**
 * Finds every pair of sets that share at least `least` of what either has (their Jaccard index), by position. Empty sets
 * are like nothing. Equal sets are found as the others are, so give each distinct set once where there are many.
 *
 * Exact: two sets that are so alike share one of the first few of their members, the rarest first, so that only sets with
 * such a member in common are compared. Chaudhuri, Ganti and Kaushik: A primitive operator for similarity joins. ICDE
 * 2006. https://doi.org/10.1109/ICDE.2006.9
 */
export function nearCopies(sets: readonly PermissionSet[], least: number): NearCopy[] {
  const rarity = new Map<number, number>();
  for (const set of sets) for (const id of set) rarity.set(id, (rarity.get(id) ?? 0) + 1);
  const bySize = sets.map((_, index) => index).sort((a, b) => sizeOf(sets, a) - sizeOf(sets, b) || a - b);
  const holders = new Map<number, number[]>();
  const copies: NearCopy[] = [];
  for (const right of bySize) {
    const set = sets[right];
    if (set === undefined || set.isEmpty) continue;
    const seen = new Set<number>();
    for (const id of rarest(set, set.size - Math.ceil(least * set.size) + 1, rarity)) {
      const others = holders.get(id) ?? [];
      for (const left of others) {
        // Sets come by size: once one is too small, it is for all that follow, too.
        if (seen.has(left) || sizeOf(sets, left) < least * set.size) continue;
        seen.add(left);
        const shared = sets[left]?.intersect(set).size ?? 0;
        const similarity = shared / (sizeOf(sets, left) + set.size - shared);
        if (similarity >= least)
          copies.push({ left: Math.min(left, right), right: Math.max(left, right), similarity });
      }
      others.push(right);
      holders.set(id, others);
    }
  }
  return copies.sort((a, b) => b.similarity - a.similarity || a.left - b.left || a.right - b.right);
}

function sizeOf(sets: readonly PermissionSet[], index: number): number {
  return sets[index]?.size ?? 0;
}

function rarest(set: PermissionSet, count: number, rarity: ReadonlyMap<number, number>): number[] {
  const ids = [...set].sort((a, b) => (rarity.get(a) ?? 0) - (rarity.get(b) ?? 0) || a - b);
  return ids.slice(0, count);
}
