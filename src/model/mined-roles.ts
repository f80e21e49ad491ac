import { z } from 'zod';

const count = z.int().nonnegative();
const share = z.number().min(0).max(1);

const minedRole = z.object({
  permissions: z.array(z.string()),
  /** Who gets it. */
  subjects: z.array(z.string()),
  /** What it has in common with the most similar role of each file it is compared with; null where with none. */
  stability: z.object({ mean: share, least: share }).nullable(),
});
export type MinedRoleRow = z.infer<typeof minedRole>;

export const minedRolesShape = z.object({
  schema: z.literal('scopelight.mined-roles/1'),
  count,
  /** By how much of what subjects have they give, the most first. */
  roles: z.array(minedRole),
  /** Pairs of a subject and a permission that were read, each once. */
  assignments: count,
  subjects: count,
  permissions: count,
  /** Whether every subject gets precisely what it has, checked role by role. */
  exact: z.literal(true),
  /** No set of roles that gives everyone precisely the same is smaller. */
  leastRoles: count,
  /** Subjects that have precisely the same permissions are one of these: so many roles one per kind of subject would take. */
  kindsOfSubject: count,
  /** How often a subject is given a role, and a role a permission. */
  links: z.object({ subjectRoles: count, rolePermissions: count }),
  unreadable: z.array(z.object({ path: z.string(), line: count, reason: z.string() })),
  /** All unreadable lines; `unreadable` shows the first hundred. */
  unreadableCount: count,
  seconds: z.number(),
});
export type MinedRolesAnswer = Omit<z.infer<typeof minedRolesShape>, 'schema'>;
