import { z } from 'zod';

/** What the HTTP API answers with when it cannot do what was asked (RFC 9457, `application/problem+json`). */
export const problemShape = z.object({
  /** A name of the kind of problem: `urn:scopelight:` and the code. */
  type: z.string(),
  title: z.string(),
  status: z.int(),
  /** Stays the same: `subject.not-found`. */
  code: z.string(),
  detail: z.string(),
  /** What to do about it. */
  hint: z.string().optional(),
  instance: z.string(),
  /** Which parts of the request were wrong. */
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof problemShape>;
