import { z } from 'zod';

const count = z.int().nonnegative();
const share = z.number().min(0).max(1);

/** Fewer roles in place of those there are: for what was used, or has signs of use. */
export const rolePlanShape = z.object({
  schema: z.literal('scopelight.role-plan/1'),
  window: z.object({ from: z.iso.datetime(), to: z.iso.datetime() }),
  provider: z.string(),
  /** Null for all accounts. */
  account: z.string().nullable(),
  /** Principals whose roles are replaced; those without any use are left out. */
  principals: count,
  /** Roles that they hold today. */
  replaced: z.array(z.string()),
  /** The most important first. */
  roles: z.array(
    z.object({
      /** Says what it is for. */
      name: z.string(),
      permissions: z.array(z.string()),
      principals: z.array(z.string()),
      /** Native documents; empty where the provider’s policies can only be asked about. */
      documents: z.array(z.unknown()),
      fits: z.boolean(),
      /**
       * How much of it the most similar role has in common that is mined from a part of the window alone: on average over the parts,
       * and in the one where it is least. Null where the window is too short, or nobody’s recorded use is a part of it.
       */
      stability: z.object({ mean: share, least: share }).nullable(),
    }),
  ),
  /** Of no fewer roles everyone gets precisely what was used. */
  leastRoles: count,
  /** Pairs of a principal and a permission that it used, or shows signs of using. */
  needed: count,
  /** Pairs of a principal and a permission of the new roles that the principal did not use. */
  surplus: count,
  /** Fewer roles for more surplus. */
  curve: z.array(z.object({ roles: count, surplus: count, links: count })),
  /** Parts of the window, and how stable the roles are across them, each weighed by what it gives; null where it is too short. */
  stability: z
    .object({
      windows: z.array(z.object({ from: z.iso.datetime(), to: z.iso.datetime() })),
      mean: share,
    })
    .nullable(),
  changes: z.array(
    z.object({
      principal: z.string(),
      tokens: z.array(z.string()),
      roles: z.array(z.string()),
      /** Of the new roles, what it does not hold today. */
      gains: z.array(z.string()),
      /** How many of today’s permissions it loses. */
      loses: count,
      keeps: count,
    }),
  ),
});
export type RolePlan = z.infer<typeof rolePlanShape>;
