import { accessMatrix } from './access-matrix.ts';
import { type Cell, Cover } from './cover.ts';
import { solveCover } from './solve-cover.ts';

/** A bundle of permissions, and who gets it. */
export interface MinedRole {
  readonly permissions: readonly string[];
  readonly subjects: readonly string[];
}

export interface MinedRoles {
  /** The most important first: by how much of what subjects have they give. */
  readonly roles: readonly MinedRole[];
  /** No set of roles that gives everyone exactly the same is smaller than this. */
  readonly leastRoles: number;
  /** How many different sets of permissions subjects have. */
  readonly kindsOfSubject: number;
}

/**
 * Gives the smallest set of roles found that gives every subject exactly the permissions it has. The same
 * assignments in another order give the same roles.
 */
export function mineRoles(permissionsOf: ReadonlyMap<string, ReadonlySet<string>>): MinedRoles {
  const cover = new Cover(accessMatrix(permissionsOf));
  const leastRoles = solveCover(cover);
  cover.finish();
  const roles = cover.roles.map((cells) => spread(cover, cells)).sort(byWeight);
  return { roles, leastRoles, kindsOfSubject: cover.matrix.rows.length };
}

/** The role that spans its cells: whoever lies in a row gets what lies in a column. */
function spread({ matrix, width }: Cover, cells: readonly Cell[]): MinedRole {
  const rows = new Set(cells.map((cell) => Math.floor(cell / width)));
  const columns = new Set(cells.map((cell) => cell % width));
  return {
    permissions: [...columns].flatMap((column) => matrix.permissions[column] ?? []).sort(),
    subjects: [...rows].flatMap((row) => matrix.subjects[row] ?? []).sort(),
  };
}

function byWeight(a: MinedRole, b: MinedRole): number {
  const weight = (role: MinedRole): number => role.permissions.length * role.subjects.length;
  const name = (role: MinedRole): string => role.permissions[0] ?? '';
  return weight(b) - weight(a) || (name(a) < name(b) ? -1 : 1);
}
