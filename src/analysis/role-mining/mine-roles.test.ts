import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MinedRoles, mineRoles } from './mine-roles.ts';

type Access = ReadonlyMap<string, ReadonlySet<string>>;

/** Who has which of a few permissions; every bit of a number is one. */
function access(rows: readonly number[]): Access {
  return new Map(
    rows.map((bits, row) => [
      `subject ${row}`,
      new Set([...bits.toString(2)].reverse().flatMap((bit, column) => (bit === '1' ? [`p${column}`] : []))),
    ]),
  );
}

function given({ roles }: MinedRoles): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { subjects, permissions } of roles) {
    for (const subject of subjects) {
      found.set(subject, new Set([...(found.get(subject) ?? []), ...permissions]));
    }
  }
  return found;
}

function withoutIdle(all: Access): Map<string, ReadonlySet<string>> {
  return new Map([...all].filter(([, permissions]) => permissions.size > 0));
}

/** The least number of roles, by trying all sets of all roles: only for a handful of subjects. */
function leastByTrying(rows: readonly number[]): number {
  const closed = new Set(subsets(rows).map((some) => some.reduce((a, b) => a & b, -1)));
  const roles = [...closed].filter((role) => role > 0);
  const isEnough = (chosen: readonly number[]): boolean =>
    rows.every((row) => chosen.filter((role) => (role & row) === role).reduce((a, b) => a | b, 0) === row);
  const found = subsets(roles, true).filter(isEnough);
  return Math.min(...found.map((chosen) => chosen.length));
}

function subsets(items: readonly number[], withEmpty = false): number[][] {
  const all = Array.from({ length: 2 ** items.length }, (_, which) =>
    items.filter((_item, index) => ((which >>> index) & 1) === 1),
  );
  return withEmpty ? all : all.slice(1);
}

const fewRows = fc.array(fc.integer({ min: 0, max: 31 }), { minLength: 1, maxLength: 4 });
const manyRows = fc.array(fc.integer({ min: 0, max: 2 ** 20 - 1 }), { minLength: 1, maxLength: 30 });

describe('mined roles', () => {
  it('give everyone precisely what they have', () => {
    fc.assert(
      fc.property(manyRows, (rows) => {
        expect(given(mineRoles(access(rows)))).toEqual(withoutIdle(access(rows)));
      }),
    );
  });

  it('are as few as trying every set of roles finds', () => {
    fc.assert(
      fc.property(fewRows, (rows) => {
        const { roles, leastRoles } = mineRoles(access(rows));
        expect(roles).toHaveLength(leastByTrying(rows));
        expect(leastRoles).toBe(roles.length);
      }),
      { numRuns: 300 },
    );
  });

  it('are never more than the kinds of subject, or the permissions', () => {
    fc.assert(
      fc.property(manyRows, (rows) => {
        const { roles, leastRoles, kindsOfSubject } = mineRoles(access(rows));
        const permissions = new Set([...access(rows).values()].flatMap((mine) => [...mine]));
        expect(roles.length).toBeLessThanOrEqual(Math.min(kindsOfSubject, permissions.size));
        expect(leastRoles).toBeLessThanOrEqual(roles.length);
      }),
    );
  });

  it('do not depend on the order of the assignments', () => {
    fc.assert(
      fc.property(
        manyRows.chain((rows) =>
          fc.tuple(fc.constant(rows), fc.shuffledSubarray([...access(rows)], { minLength: rows.length })),
        ),
        ([rows, shuffled]) => {
          const turned = new Map(shuffled.map(([subject, mine]) => [subject, new Set([...mine].reverse())]));
          expect(mineRoles(turned)).toEqual(mineRoles(access(rows)));
        },
      ),
    );
  });

  it('find the roles that were put together, where each has something of its own', () => {
    const modules = [0b111, 0b11000, 0b1100000, 0b110000000];
    const rows = subsets(modules).map((some) => some.reduce((a, b) => a | b, 0));
    const { roles } = mineRoles(access(rows));
    expect(new Set(roles.map(({ permissions }) => permissions.join(' ')))).toEqual(
      new Set(['p0 p1 p2', 'p3 p4', 'p5 p6', 'p7 p8']),
    );
  });
});
