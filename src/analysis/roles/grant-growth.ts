import { groupBy } from '../../model/group-by.ts';
import { PermissionSet } from '../../model/permission-set.ts';
import { doublingOf, monthEnds, monthOf, monthsMax, trendMonths } from './role-growth.ts';
import type { RoleRecord } from './role-records.ts';

/** What was given at the end of a month, counting what is given still. */
export interface GrantMonth {
  /** `2026-09` */
  readonly month: string;
  /** Roles given to holders: each role counts once for each holder. */
  readonly grants: number;
  /** Who holds any. */
  readonly holders: number;
  /** Permissions that all holders have, each counted once for each of them. */
  readonly permissions: number;
}

export interface GrantGrowth {
  /** The latest last; at most two years. */
  readonly months: readonly GrantMonth[];
  /** Days in which the number of grants doubles, by the last half year; undefined where it does not grow. */
  readonly doublingDays: number | undefined;
}

interface Given {
  readonly holder: string;
  /** Epoch milliseconds; 0 where nothing tells. */
  readonly at: number;
  readonly permissions: PermissionSet;
}

/**
 * Tells how grants, and the permissions that holders have by them, grew up to a moment (epoch milliseconds). A grant of which
 * nothing tells since when it is there counts from the beginning.
 */
export function grantGrowth(roles: readonly RoleRecord[], to: number): GrantGrowth {
  const given = roles.flatMap((role) =>
    role.holders.map((holder): Given => {
      const at = (role.since?.get(holder) ?? role.createdAt ?? 0) * 1000;
      return { holder, at: at < to ? at : 0, permissions: role.permissions ?? PermissionSet.empty };
    }),
  );
  const births = roles.flatMap(({ createdAt, changedAt }) => (createdAt ?? changedAt ?? 0) * 1000);
  const known = [...given.map(({ at }) => at), ...births].filter((at) => at > 0 && at < to);
  if (given.length === 0) return { months: [], doublingDays: undefined };
  const ends = monthEnds(
    known.reduce((least, at) => Math.min(least, at), to - 1),
    to,
  ).slice(-monthsMax);
  const steps = ends.map(() => ({ grants: 0, holders: 0, permissions: 0 }));
  for (const own of groupBy(given, ({ holder }) => holder).values()) {
    let held = PermissionSet.empty;
    for (const [index, { at, permissions }] of own.toSorted((a, b) => a.at - b.at).entries()) {
      const step = steps[ends.findIndex((end) => at < end)];
      const more = held.union(permissions);
      if (step) {
        step.grants += 1;
        step.holders += index === 0 ? 1 : 0;
        step.permissions += more.size - held.size;
      }
      held = more;
    }
  }
  const sums = { grants: 0, holders: 0, permissions: 0 };
  const months = steps.map((step, index) => {
    sums.grants += step.grants;
    sums.holders += step.holders;
    sums.permissions += step.permissions;
    return { month: monthOf(ends[index] ?? to), ...sums };
  });
  const trend = months.map(({ grants }, index) => ({ end: ends[index] ?? to, count: grants }));
  return { months, doublingDays: doublingOf(trend.slice(-trendMonths - 1)) };
}
