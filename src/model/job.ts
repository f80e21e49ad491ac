import { z } from 'zod';
import { ingestShape } from './answers.ts';

const time = z.iso.datetime();

export const jobShape = z.object({
  schema: z.literal('scopelight.job/1'),
  id: z.string(),
  kind: z.enum(['ingest']),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  createdAt: time,
  startedAt: time.nullable(),
  endedAt: time.nullable(),
  /** What is loaded; of dropped files only their names. */
  paths: z.array(z.string()),
  /** What they were said to be of, where they do not say so; the path is null for all of them. */
  accounts: z.array(z.object({ name: z.string(), path: z.string().nullable() })),
  /** How far it is; null until the first word of it. */
  progress: z
    .object({
      stage: z.string(),
      done: z.int().nonnegative(),
      total: z.int().nonnegative(),
      note: z.string().nullable(),
    })
    .nullable(),
  result: ingestShape.nullable(),
  problem: z.object({ code: z.string(), detail: z.string(), hint: z.string().nullable() }).nullable(),
});
export type Job = z.infer<typeof jobShape>;

export const jobListShape = z.object({
  schema: z.literal('scopelight.jobs/1'),
  /** Latest first. */
  jobs: z.array(jobShape),
});
