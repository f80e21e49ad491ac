import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mineRoles } from './mine-roles.ts';
import { roleCurve } from './role-curve.ts';

const someAccess = fc.dictionary(
  fc.constantFrom(...'abcdefgh'),
  fc.uniqueArray(fc.constantFrom('s3:Get', 's3:Put', 'ec2:Run', 'ec2:Stop', 'sqs:Send', 'iam:List'), {
    minLength: 1,
  }),
  { minKeys: 1 },
);
const accessOf = (all: Record<string, string[]>) =>
  new Map(Object.entries(all).map(([subject, permissions]) => [subject, new Set(permissions)]));

describe('the curve of roles against surplus', () => {
  it('gives everybody at least what he has, with no more surplus than it says', () => {
    fc.assert(
      fc.property(someAccess, fc.nat(30), (all, surplusMax) => {
        const access = accessOf(all);
        const curve = roleCurve(mineRoles(access).roles, access);
        const roles = curve.within(surplusMax);
        let surplus = 0;
        for (const [subject, own] of access) {
          const mine = new Set(
            roles.filter(({ subjects }) => subjects.includes(subject)).flatMap((role) => role.permissions),
          );
          for (const permission of own) expect(mine.has(permission)).toBe(true);
          surplus += mine.size - own.size;
        }
        const point = curve.points.find((one) => one.roles === roles.length);
        expect(point?.surplus).toBe(surplus);
        expect(surplus).toBeLessThanOrEqual(surplusMax);
      }),
      { numRuns: 200 },
    );
  });

  it('has one role less at each step, and never less surplus', () => {
    fc.assert(
      fc.property(someAccess, (all) => {
        const access = accessOf(all);
        const { roles } = mineRoles(access);
        const { points } = roleCurve(roles, access);
        expect(points.map((point) => point.roles)).toEqual(roles.map((_, index) => roles.length - index));
        const surplus = points.map((point) => point.surplus);
        expect(surplus).toEqual(surplus.toSorted((a, b) => a - b));
        expect(surplus[0]).toBe(0);
      }),
      { numRuns: 100 },
    );
  });
});
