import { z } from 'zod';

const count = z.int().nonnegative();

/** When in the week a token calls. */
export const tokenHoursShape = z.object({
  schema: z.literal('scopelight.token-hours/1'),
  window: z.object({ from: z.iso.datetime(), to: z.iso.datetime() }),
  token: z.string(),
  calls: count,
  /** Calls in each of the 168 hours of the week, in UTC, that of Monday 00:00 first. */
  hours: z.array(count).length(168),
});
export type TokenHours = z.infer<typeof tokenHoursShape>;
