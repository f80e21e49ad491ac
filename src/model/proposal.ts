import { z } from 'zod';
import { policyShape } from './policy.ts';

const count = z.int().nonnegative();
const removed = z.object({ permission: z.string(), state: z.enum(['unused', 'unknown']), why: z.string() });

/** A proposed policy as a page shows it: what is taken away by service, with some of it by name. */
export const proposalShape = policyShape
  .omit({ schema: true, removed: true, diff: true, unknown: true })
  .extend({
    schema: z.literal('scopelight.proposal/1'),
    services: z.array(
      z.object({
        service: z.string(),
        kept: count,
        narrowed: z.array(
          z.object({ permission: z.string(), from: z.array(z.string()), to: z.array(z.string()) }),
        ),
        removedUnused: count,
        removedUnknown: count,
        /** Some of the removed, those that can do most first. */
        removed: z.array(removed),
        /** Why nothing can tell of the unknown ones, and what would settle it. */
        why: z.array(z.string()),
        settle: z.array(z.string()),
      }),
    ),
  });
export type Proposal = z.infer<typeof proposalShape>;
