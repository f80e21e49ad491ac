import { z } from 'zod';
import { levels } from './permission.ts';
import { evidenceState, windowShape } from './report.ts';

const count = z.int().nonnegative();

/**
 * `sibling`: another token of the principal uses it. `implied`: a use of another permission may need it. `tried`: the provider
 * saw a try of it, or of its service. `unmapped`: operations of its service were called of which no permission is known.
 * `young`: it is held for too short a time. `not-recorded`: the logs held do not record it.
 */
export const doubtNames = ['sibling', 'implied', 'tried', 'unmapped', 'young', 'not-recorded'] as const;
export type DoubtName = (typeof doubtNames)[number];

export const permissionListShape = z.object({
  schema: z.literal('scopelight.permissions/1'),
  window: windowShape,
  token: z.string(),
  /** All that were asked for, listed or not. */
  total: count,
  /** Used first, then unused, then unknown; what was never granted last. */
  permissions: z.array(
    z.object({
      permission: z.string(),
      service: z.string(),
      level: z.enum(levels),
      state: evidenceState,
      /** Whether it also was refused. */
      denied: z.boolean(),
      /** Why the silence about an unknown one proves nothing; null for all others. */
      doubt: z.enum(doubtNames).nullable(),
    }),
  ),
});
export type PermissionList = z.infer<typeof permissionListShape>;
