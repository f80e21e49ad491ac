import { z } from 'zod';
import { escalationKinds } from './capability.ts';

const count = z.int().nonnegative();
const state = z.enum(['used', 'unused', 'unknown']);

export const toxicHolderShape = z.object({
  provider: z.string(),
  account: z.string(),
  /** Who holds the grants: a principal, or one token with grants of its own. */
  id: z.string(),
  principal: z.string(),
  kind: z.string(),
  owner: z.string().nullable(),
  tokens: z.array(z.string()),
  /** It may do nearly everything: combinations tell nothing more, and none are listed. */
  isUnlimited: z.boolean(),
  paths: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      why: z.string(),
      /** How a way to more access goes; null for a combination that is dangerous in another way. */
      escalation: z.enum(escalationKinds).nullable(),
      /** Some part is limited to some resources, or held only under conditions. */
      isLimited: z.boolean(),
      /** Every part that it takes, with what the holder has of it: one permission of each is enough. */
      parts: z.array(z.object({ name: z.string(), state, permissions: z.array(z.string()) })),
    }),
  ),
  /** The cheapest permissions whose removal closes every path that no limit narrows; null where there is none. */
  cut: z
    .object({
      permissions: z.array(
        z.object({
          permission: z.string(),
          state,
          /** Chance that it is missed once it is gone. */
          chance: z.number(),
          /** Paths that it has a part in. */
          closes: z.array(z.string()),
        }),
      ),
      /** Sum over what is removed of -ln(1 - chance of being missed). */
      cost: z.number(),
      /** No cut costs less than this. */
      bound: z.number(),
      isExact: z.boolean(),
      /** Whether the chances of unused permissions are forecast from the log, or the published ones of their state. */
      basis: z.enum(['forecast', 'state']),
      /** Chance that something of it is missed. */
      chanceMissed: z.number(),
      commands: z.array(z.string()),
      rollback: z.array(z.string()),
      notes: z.array(z.string()),
    })
    .nullable(),
});
export type ToxicHolder = z.infer<typeof toxicHolderShape>;

export const toxicShape = z.object({
  schema: z.literal('scopelight.toxic/1'),
  window: z.object({ from: z.iso.datetime(), to: z.iso.datetime() }),
  totals: z.object({
    /** Holders of which it is known what they may do. */
    holders: count,
    unlimited: count,
    /** With a way to more access that no limit narrows. */
    escalating: count,
    /** With another dangerous combination that no limit narrows. */
    toxic: count,
  }),
  /** Those with a path, the most open paths first. */
  holders: z.array(toxicHolderShape),
});
export type Toxic = z.infer<typeof toxicShape>;
