import { z } from 'zod';

const count = z.int().nonnegative();
const time = z.iso.datetime();

export const collectShape = z.object({
  schema: z.literal('scopelight.collect/1'),
  provider: z.string(),
  /** The system that was asked. */
  origin: z.string(),
  /** Folder that everything was written below. */
  to: z.string(),
  /** What the log has gained; left out where it was not asked for. */
  log: z
    .object({
      folder: z.string(),
      /** The span that was fetched. */
      from: time,
      until: time,
      /** Left out where the system keeps its log as files, which are not looked into. */
      records: count.optional(),
      files: count,
      /** How often a cursor had expired, so that it went on from the last record. */
      restarts: count,
      /** Why nothing was fetched, where the system does not give the log. */
      lacking: z.string().optional(),
    })
    .optional(),
  inventory: z
    .object({
      folder: z.string(),
      lists: count,
      files: count,
      /** Lists that the system does not give, and why. */
      lacking: z.array(z.object({ list: z.string(), reason: z.string() })),
    })
    .optional(),
  requests: count,
  /** Waits for limits on requests, and for a system that failed. */
  waits: count,
  waitedSeconds: z.number().nonnegative(),
});

export type CollectAnswer = z.infer<typeof collectShape>;
