import { z } from 'zod';

const day = z.iso.date();

export const muteListShape = z.object({
  schema: z.literal('scopelight.mutes/1'),
  /** The file that names them; null where none was named. */
  file: z.string().nullable(),
  /** In the order of the file. */
  mutes: z.array(
    z.object({
      /** A finding’s id, a rule, or a rule and a subject with a colon between them. */
      what: z.string(),
      /** The last day; null for ever. */
      until: day.nullable(),
      /** Whether that day has passed: its findings are told again. */
      isOver: z.boolean(),
      reason: z.string(),
      /** Findings that it keeps from being told, or would if it were not over. */
      findings: z.int().nonnegative(),
      /** Of the only one of these. */
      subject: z.string().nullable(),
      title: z.string().nullable(),
    }),
  ),
});
export type MuteList = z.infer<typeof muteListShape>;

/** How long and why a finding is not to be told. */
export const mutingShape = z.object({
  reason: z.string().trim().min(1).max(400),
  /** The last day; for ever without it. */
  until: day.optional(),
});
export type Muting = z.infer<typeof mutingShape>;
