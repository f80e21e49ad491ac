import { z } from 'zod';

const count = z.int().nonnegative();
const time = z.iso.datetime();

export const roleRowShape = z.object({
  id: z.string(),
  provider: z.string(),
  /** Empty for one that belongs to no account. */
  account: z.string(),
  kind: z.string(),
  name: z.string(),
  createdAt: time.nullable(),
  changedAt: time.nullable(),
  /** How many permissions it gives; null where nobody holds it, so that it was not read against the catalogue. */
  permissions: count.nullable(),
  /** False where its document is not known in full: it gives more than is listed. */
  isComplete: z.boolean(),
  holders: count,
  /** Holders of which a token made calls in the window. */
  activeHolders: count,
  /** Permissions of it that any holder used. */
  used: count,
  /** Permissions of it that are known to be unused by every holder. */
  unused: count,
  unknown: count,
  /** The role of the same provider that gives most nearly the same, where that is nine tenths or more. */
  copyOf: z.object({ id: z.string(), name: z.string(), similarity: z.number() }).nullable(),
  /** How many roles are such near copies of it. */
  copies: count,
  /** Holders that have every permission of it by their other roles too: all of these can be taken away together. */
  redundantHolders: count,
  /** The near copy that is older, if one is: what it was copied from, as far as can be told, and how much is the same today. */
  clonedFrom: z.object({ id: z.string(), name: z.string(), similarity: z.number() }).nullable(),
  /** What was done to it, as far as the logs tell, the latest first; only of the roles that are listed. */
  history: z.array(
    z.object({
      time,
      change: z.string(),
      actor: z.string(),
      /** Client that it was done with; empty if unknown. */
      agent: z.string(),
      /** It came from what is kept as code, where changes are reviewed. */
      isAsCode: z.boolean(),
      eventId: z.string(),
    }),
  ),
});
export type RoleRow = z.infer<typeof roleRowShape>;

export const roleListShape = z.object({
  schema: z.literal('scopelight.roles/1'),
  window: z.object({ from: time, to: time }),
  totals: z.object({
    roles: count,
    /** Nobody holds them. */
    unheld: count,
    /** Held by one alone. */
    singleHolder: count,
    /** Held, and not one call of the window needed what they give. */
    unusedWhole: count,
    /** Nearly the same as another. */
    nearCopies: count,
    /** Who holds any. */
    holders: count,
    /** Times a role is given to a holder. */
    grants: count,
    /** Of these, the ones that give no permission that other roles of the holder do not give. */
    redundantGrants: count,
  }),
  /** How many there were at the end of each month, of those that are there still. */
  growth: z.object({
    months: z.array(
      z.object({
        month: z.string(),
        roles: count,
        /** Times a role was given to a holder. */
        grants: count,
        holders: count,
        /** Mean number of permissions that a holder had by them. */
        permissionsPerHolder: z.number(),
      }),
    ),
    /** Days in which the number of grants doubles, by the last half year; null where it does not grow. */
    grantsDoublingDays: z.number().nullable(),
    /** Days in which their number doubles, by the last half year; null where it does not grow. */
    doublingDays: z.number().nullable(),
    /** Roles for each holder. */
    perHolder: z.number(),
    /** Explosion index, 0 to 100: the mean of these parts, each 0 to 1; docs/roles.md has the formula. */
    index: count,
    parts: z.object({ copies: z.number(), single: z.number(), idle: z.number(), growth: z.number() }),
  }),
  /** By how much of what they give is known to be unused, the most first. */
  roles: z.array(roleRowShape),
});
export type RoleList = z.infer<typeof roleListShape>;
