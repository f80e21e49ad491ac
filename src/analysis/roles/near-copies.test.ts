import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PermissionSet } from '../../model/permission-set.ts';
import { nearCopies } from './near-copies.ts';

const someSets = fc.array(fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 25 }), { maxLength: 25 });

function byTrying(sets: readonly PermissionSet[], least: number) {
  return sets.flatMap((left, l) =>
    sets.flatMap((right, r) => {
      const similarity = left.intersect(right).size / left.union(right).size;
      return l < r && similarity >= least ? [{ left: l, right: r, similarity }] : [];
    }),
  );
}

describe('near copies', () => {
  it('are those that comparing each with each finds', () => {
    fc.assert(
      fc.property(someSets, fc.constantFrom(0.5, 0.8, 0.9, 1), (members, least) => {
        const sets = members.map((ids) => PermissionSet.of(ids));
        const found = nearCopies(sets, least);
        expect(new Set(found.map((copy) => JSON.stringify(copy)))).toEqual(
          new Set(byTrying(sets, least).map((copy) => JSON.stringify(copy))),
        );
        expect(found).toHaveLength(byTrying(sets, least).length);
      }),
      { numRuns: 300 },
    );
  });

  it('come the most alike first', () => {
    const sets = [
      [1, 2, 3, 4],
      [1, 2, 3, 4, 5],
      [1, 2, 3, 4],
    ].map((ids) => PermissionSet.of(ids));
    expect(nearCopies(sets, 0.8)).toEqual([
      { left: 0, right: 2, similarity: 1 },
      { left: 0, right: 1, similarity: 0.8 },
      { left: 1, right: 2, similarity: 0.8 },
    ]);
  });
});
