import { type MinedRole, mineRoles as mine } from '../../analysis/role-mining/mine-roles.ts';
import { roleStability } from '../../analysis/role-mining/role-stability.ts';
import { type Assignments, readAssignments } from '../../ingest/read-assignments.ts';
import { ScopelightError } from '../../model/error.ts';
import type { MinedRolesAnswer } from '../../model/mined-roles.ts';

/**
 * Gives the smallest set of roles found for a file of who has what.
 * @param compare files of other times, with whose roles each role is compared
 * @throws {ScopelightError} `input.not-found`, `input.nothing-to-load`.
 */
export async function mineRoles(path: string, compare: readonly string[] = []): Promise<MinedRolesAnswer> {
  const started = performance.now();
  const own = await assignmentsIn(path);
  const { permissionsOf, count } = own;
  const { roles, leastRoles, kindsOfSubject } = mine(permissionsOf);
  assertExact(permissionsOf, roles);
  const others: ReadAssignments[] = [];
  for (const other of compare) others.push(await assignmentsIn(other));
  const stable =
    others.length === 0
      ? []
      : roleStability(
          roles.map(({ permissions }) => permissions),
          others.map((other) => mine(other.permissionsOf).roles.map(({ permissions }) => permissions)),
        );
  const read = [own, ...others];
  return {
    count: roles.length,
    roles: roles.map(({ permissions, subjects }, index) => ({
      permissions: [...permissions],
      subjects: [...subjects],
      stability: stable[index] ?? null,
    })),
    assignments: count,
    subjects: permissionsOf.size,
    permissions: new Set(roles.flatMap(({ permissions }) => permissions)).size,
    exact: true,
    leastRoles,
    kindsOfSubject,
    links: {
      subjectRoles: roles.reduce((sum, { subjects }) => sum + subjects.length, 0),
      rolePermissions: roles.reduce((sum, { permissions }) => sum + permissions.length, 0),
    },
    unreadable: read.flatMap(({ from, unreadable }) => unreadable.map((piece) => ({ path: from, ...piece }))),
    unreadableCount: read.reduce((sum, { unreadableCount }) => sum + unreadableCount, 0),
    seconds: (performance.now() - started) / 1000,
  };
}

interface ReadAssignments extends Assignments {
  readonly from: string;
}

async function assignmentsIn(path: string): Promise<ReadAssignments> {
  const read = await readAssignments(path);
  if (read.count > 0) return { ...read, from: path };
  throw new ScopelightError('input.nothing-to-load', `\`${path}\` holds no assignment`, {
    hint: 'write one subject and one permission a line, as in `ann,s3:GetObject`',
  });
}

/** Whoever takes over these roles relies on it: nobody may gain or lose anything. */
function assertExact(
  permissionsOf: ReadonlyMap<string, ReadonlySet<string>>,
  roles: readonly MinedRole[],
): void {
  const given = new Map<string, Set<string>>();
  for (const { subjects, permissions } of roles) {
    for (const subject of subjects) {
      const mine = given.get(subject) ?? new Set();
      for (const permission of permissions) mine.add(permission);
      given.set(subject, mine);
    }
  }
  for (const [subject, permissions] of permissionsOf) {
    const mine = given.get(subject);
    if (mine?.size !== permissions.size || [...permissions].some((permission) => !mine.has(permission))) {
      throw new Error('the roles do not give everyone what they have');
    }
  }
}
