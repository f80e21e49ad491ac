import { type MinedRole, mineRoles as mine } from '../analysis/role-mining/mine-roles.ts';
import { readAssignments } from '../ingest/read-assignments.ts';
import { ScopelightError } from '../model/error.ts';
import type { MinedRolesAnswer } from '../model/mined-roles.ts';

/**
 * Gives the smallest set of roles found for a file of who has what.
 * @throws {ScopelightError} `input.not-found`, `input.nothing-to-load`.
 */
export async function mineRoles(path: string): Promise<MinedRolesAnswer> {
  const started = performance.now();
  const { permissionsOf, count, unreadable, unreadableCount } = await readAssignments(path);
  if (count === 0) {
    throw new ScopelightError('input.nothing-to-load', `\`${path}\` holds no assignment`, {
      hint: 'write one subject and one permission a line, as in `ann,s3:GetObject`',
    });
  }
  const { roles, leastRoles, kindsOfSubject } = mine(permissionsOf);
  assertExact(permissionsOf, roles);
  return {
    count: roles.length,
    roles: roles.map(({ permissions, subjects }) => ({
      permissions: [...permissions],
      subjects: [...subjects],
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
    unreadable: unreadable.map((piece) => ({ path, ...piece })),
    unreadableCount,
    seconds: (performance.now() - started) / 1000,
  };
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
