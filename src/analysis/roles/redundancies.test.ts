import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PermissionSet } from '../../model/permission-set.ts';
import { grantGrowth } from './grant-growth.ts';
import { redundancies } from './redundancies.ts';
import type { RoleRecord } from './role-records.ts';

function role(id: string, permissions: readonly number[], given: Partial<RoleRecord> = {}): RoleRecord {
  return {
    ...{
      provider: 'aws',
      account: '1',
      id,
      kind: 'managed',
      name: id,
      createdAt: undefined,
      changedAt: undefined,
    },
    ...{ permissions: PermissionSet.of(permissions), isComplete: true, holders: ['ann'], ...given },
  };
}

const told = (roles: readonly RoleRecord[]) =>
  Object.fromEntries([...redundancies(roles)].map(([{ id }, holders]) => [id, holders]));

describe('a role that gives its holder nothing more', () => {
  it('is told by holder', () => {
    expect(told([role('a', [1, 2]), role('b', [1], { holders: ['ann', 'bob'] })])).toEqual({ b: ['ann'] });
    expect(told([role('a', [1, 2]), role('b', [3, 4]), role('c', [2, 3])])).toEqual({ c: ['ann'] });
  });

  it('is one of two that are the same, and not both', () => {
    expect(told([role('a', [1, 2]), role('b', [1, 2])])).toEqual({ a: ['ann'] });
  });

  it('is none where it is not known in full, nor by such a one', () => {
    expect(told([role('a', [1, 2]), role('b', [1], { isComplete: false })])).toEqual({});
    expect(told([role('a', [1, 2], { isComplete: false }), role('b', [1])])).toEqual({});
  });

  it('can be taken away with all others of the kind, and nobody loses anything', () => {
    const some = fc.array(
      fc.record({
        permissions: fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1 }),
        holders: fc.uniqueArray(fc.constantFrom('ann', 'bob', 'cid')),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(some, (given) => {
        const roles = given.map(({ permissions, holders }, index) =>
          role(`r${index}`, permissions, { holders }),
        );
        const found = redundancies(roles);
        for (const holder of ['ann', 'bob', 'cid']) {
          const own = roles.filter(({ holders }) => holders.includes(holder));
          const kept = own.filter((one) => !found.get(one)?.includes(holder));
          const held = (some: readonly RoleRecord[]) =>
            PermissionSet.unionOf(
              some.map(({ permissions }) => permissions ?? PermissionSet.empty),
            ).toSortedIds();
          expect(held(kept)).toEqual(held(own));
        }
      }),
    );
  });
});

describe('the growth of grants', () => {
  const to = Date.parse('2026-09-30T00:00:00Z');
  const at = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 1000;

  it('counts who was given what, and how much each then had', () => {
    const roles = [
      role('a', [1, 2], {
        holders: ['ann', 'bob'],
        since: new Map([
          ['ann', at('2026-07-10')],
          ['bob', at('2026-08-02')],
        ]),
      }),
      role('b', [2, 3, 4], { since: new Map([['ann', at('2026-09-01')]]) }),
    ];
    expect(grantGrowth(roles, to).months).toEqual([
      { month: '2026-07', grants: 1, holders: 1, permissions: 2 },
      { month: '2026-08', grants: 2, holders: 2, permissions: 4 },
      { month: '2026-09', grants: 3, holders: 2, permissions: 6 },
    ]);
  });

  it('counts what nothing tells the time of from the beginning, and ends with all there is', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: 1, max: 900 })), { minLength: 1 }), (ages) => {
        const roles = ages.map((days, index) =>
          role(
            `r${index}`,
            [index + 1],
            days === null ? {} : { since: new Map([['ann', to / 1000 - days * 86_400]]) },
          ),
        );
        const { months } = grantGrowth(roles, to);
        expect(months.at(-1)).toMatchObject({ grants: ages.length, holders: 1, permissions: ages.length });
        expect(months.map(({ grants }) => grants)).toEqual(
          months.map(({ grants }) => grants).toSorted((a, b) => a - b),
        );
      }),
    );
  });
});
