import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PermissionSet } from './permission-set.ts';

/** Few of many ids are held otherwise than many of few. */
const ids = fc.oneof(
  fc.uniqueArray(fc.nat({ max: 400 }), { maxLength: 60 }),
  fc.uniqueArray(fc.nat({ max: 4000 }), { maxLength: 20 }),
);
const pairs = fc.tuple(ids, ids);

function sorted(list: Iterable<number>): number[] {
  return [...list].sort((a, b) => a - b);
}

describe('PermissionSet', () => {
  it('holds exactly the ids it was made of, in ascending order', () => {
    fc.assert(
      fc.property(ids, (list) => {
        const set = PermissionSet.of(list);
        expect(set.toSortedIds()).toEqual(sorted(list));
        expect(set.size).toBe(list.length);
        expect(set.isEmpty).toBe(list.length === 0);
        for (let id = -1; id < 420; id++) expect(set.has(id)).toBe(list.includes(id));
      }),
    );
  });

  it('agrees with the set operations on plain arrays', () => {
    fc.assert(
      fc.property(pairs, ([left, right]) => {
        const a = PermissionSet.of(left);
        const b = PermissionSet.of(right);
        expect(a.union(b).toSortedIds()).toEqual(sorted(new Set([...left, ...right])));
        expect(a.intersect(b).toSortedIds()).toEqual(sorted(left.filter((id) => right.includes(id))));
        expect(a.subtract(b).toSortedIds()).toEqual(sorted(left.filter((id) => !right.includes(id))));
        expect(a.isSubsetOf(b)).toBe(left.every((id) => right.includes(id)));
        expect(a.intersects(b)).toBe(left.some((id) => right.includes(id)));
      }),
    );
  });

  it('is equal, and has an equal key, exactly when the ids are equal', () => {
    fc.assert(
      fc.property(pairs, ([left, right]) => {
        const a = PermissionSet.of(left);
        const b = PermissionSet.of(right);
        const isSame = JSON.stringify(sorted(left)) === JSON.stringify(sorted(right));
        expect(a.equals(b)).toBe(isSame);
        expect(a.key() === b.key()).toBe(isSame);
        expect(a.union(b).subtract(b.subtract(a)).equals(a)).toBe(true);
        expect(a.union(b).subtract(b.subtract(a)).key()).toBe(a.key());
      }),
    );
  });

  it('leaves its operands unchanged', () => {
    const a = PermissionSet.of([1, 40]);
    const b = PermissionSet.of([40, 900]);
    a.union(b);
    a.subtract(b);
    a.intersect(b);
    expect(a.toSortedIds()).toEqual([1, 40]);
    expect(b.toSortedIds()).toEqual([40, 900]);
  });

  it('keeps bits at word borders', () => {
    const set = PermissionSet.of([0, 31, 32, 63, 64, 65535]);
    expect(set.size).toBe(6);
    expect([...set.entries()].at(-1)).toEqual([65535, 65535]);
  });

  it('refuses what is not an id', () => {
    for (const id of [-1, 1.5, Number.NaN, 2 ** 31]) expect(() => PermissionSet.of([id])).toThrow(RangeError);
  });
});
