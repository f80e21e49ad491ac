import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roleStability } from './role-stability.ts';

const someRoles = fc.array(fc.uniqueArray(fc.constantFrom(...'abcdef'), { minLength: 1 }), { minLength: 1 });

describe('the stability of roles', () => {
  it('is how much of it the best match of each time has in common', () => {
    const [both, gone] = roleStability(
      [['a', 'b'], ['z']],
      [
        [['a', 'b'], ['c']],
        [['a', 'b', 'c', 'd'], ['a']],
      ],
    );
    expect(both).toEqual({ mean: 0.75, least: 0.5 });
    expect(gone).toEqual({ mean: 0, least: 0 });
  });

  it('is whole against the same roles, whatever their order, and never more than whole', () => {
    fc.assert(
      fc.property(someRoles, someRoles, (roles, others) => {
        for (const { mean, least } of roleStability(roles, [roles.toReversed()]))
          expect([mean, least]).toEqual([1, 1]);
        for (const { mean, least } of roleStability(roles, [others, roles])) {
          expect(mean).toBeGreaterThanOrEqual(least);
          expect(mean).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('tells of a time in which nothing was mined that nothing of it was there', () => {
    expect(roleStability([['a']], [[], [['a']]])).toEqual([{ mean: 0.5, least: 0 }]);
  });
});
