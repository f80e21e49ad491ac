import { z } from 'zod';

const count = z.int().nonnegative();

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
