/** How alike a role is to its best match among the roles that other times give: 1 where each has the very same. */
export interface RoleStability {
  /** Over all of these times. */
  readonly mean: number;
  readonly least: number;
}

type Permissions = readonly string[] | ReadonlySet<string>;

/**
 * Compares each of some roles with the roles that are mined from other times: what the role and its best match have in common,
 * of all that is in either (the index of Jaccard).
 * @param others the roles of each of these times, at least of one
 */
export function roleStability(
  roles: readonly Permissions[],
  others: readonly (readonly Permissions[])[],
): readonly RoleStability[] {
  const times = others.map((some) => some.map((permissions) => new Set(permissions)));
  return roles.map((permissions) => {
    const own = new Set(permissions);
    const matches = times.map((some) => Math.max(0, ...some.map((other) => alike(own, other))));
    return {
      mean: matches.reduce((sum, match) => sum + match, 0) / matches.length,
      least: Math.min(...matches),
    };
  });
}

function alike(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  let common = 0;
  for (const permission of small) if (large.has(permission)) common++;
  const all = one.size + other.size - common;
  return all === 0 ? 1 : common / all;
}
