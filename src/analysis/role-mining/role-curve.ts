import type { MinedRole } from './mine-roles.ts';

/** How many roles there are once some were merged, and what that costs. */
export interface CurvePoint {
  readonly roles: number;
  /** Pairs of a subject and a permission that it is given and did not have. */
  readonly surplus: number;
  /** How often a subject is given a role, and a role a permission. */
  readonly links: number;
}

export interface RoleCurve {
  /** From the roles given to one alone. */
  readonly points: readonly CurvePoint[];
  /** The fewest roles whose surplus stays within a bound. */
  readonly within: (surplusMax: number) => readonly MinedRole[];
}

interface Role {
  readonly permissions: ReadonlySet<string>;
  readonly subjects: ReadonlySet<string>;
}

/**
 * Trades roles for surplus: merges the role that gives least with the one that makes it cost least, again and again. Nobody
 * ever loses a permission by that.
 */
export function roleCurve(
  roles: readonly MinedRole[],
  permissionsOf: ReadonlyMap<string, ReadonlySet<string>>,
): RoleCurve {
  let current: readonly Role[] = roles.map(({ permissions, subjects }) => ({
    permissions: new Set(permissions),
    subjects: new Set(subjects),
  }));
  const given = new Map([...permissionsOf].map(([subject, own]) => [subject, new Set(own)]));
  let surplus = 0;
  const steps = [{ roles: current, surplus }];
  while (current.length > 1) {
    const [least, ...others] = current.toSorted(
      (a, b) => weight(a) - weight(b) || compare(nameOf(a), nameOf(b)),
    );
    if (!least) break;
    const priced = others.map((other) => ({ other, cost: costOf(least, other, given) }));
    const [best] = priced.sort((a, b) => a.cost - b.cost || compare(nameOf(a.other), nameOf(b.other)));
    if (!best) break;
    const merged = {
      permissions: new Set([...least.permissions, ...best.other.permissions]),
      subjects: new Set([...least.subjects, ...best.other.subjects]),
    };
    for (const subject of merged.subjects) {
      const mine = given.get(subject);
      for (const permission of merged.permissions) mine?.add(permission);
    }
    surplus += best.cost;
    current = [...current.filter((role) => role !== least && role !== best.other), merged];
    steps.push({ roles: current, surplus });
  }
  return {
    points: steps.map((step) => ({
      roles: step.roles.length,
      surplus: step.surplus,
      links: linksOf(step.roles),
    })),
    within: (surplusMax) => {
      const step = steps.findLast((one) => one.surplus <= surplusMax) ?? steps[0];
      return (step?.roles ?? []).map(({ permissions, subjects }) => ({
        permissions: [...permissions].sort(),
        subjects: [...subjects].sort(),
      }));
    },
  };
}

/** What subjects would get that they do not have yet. */
function costOf(a: Role, b: Role, given: ReadonlyMap<string, ReadonlySet<string>>): number {
  let cost = 0;
  const count = (
    subjects: ReadonlySet<string>,
    permissions: ReadonlySet<string>,
    others: ReadonlySet<string>,
  ): void => {
    for (const subject of subjects) {
      if (others.has(subject)) continue;
      const mine = given.get(subject);
      for (const permission of permissions) if (!mine?.has(permission)) cost += 1;
    }
  };
  count(a.subjects, b.permissions, b.subjects);
  count(b.subjects, a.permissions, a.subjects);
  return cost;
}

function linksOf(roles: readonly Role[]): number {
  return roles.reduce((sum, { permissions, subjects }) => sum + permissions.size + subjects.size, 0);
}

function weight({ permissions, subjects }: Role): number {
  return permissions.size * subjects.size;
}

function nameOf({ permissions, subjects }: Role): string {
  return `${[...permissions].sort()[0] ?? ''}\n${[...subjects].sort()[0] ?? ''}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
