import { z } from 'zod';
import { windowShape } from './report.ts';

const count = z.int().nonnegative();
const time = z.iso.datetime();

export const timelineKinds = [
  'made',
  'changed',
  'refused-change',
  'content',
  'taken',
  'first-use',
  'new-place',
  'new-agent',
  'strange',
  'denied',
  'copied',
  'observed',
  'expires',
  'last-use',
] as const;
export type TimelineKind = (typeof timelineKinds)[number];

export const timelineEventShape = z.object({
  time,
  kind: z.enum(timelineKinds),
  /** Token, principal or role that it is about. */
  subject: z.string(),
  /** What happened, in words. */
  what: z.string(),
  /** What was given, taken or called, where there is such a thing. */
  object: z.string(),
  /** Who did it; null where nothing tells. `session` is the name of the session, which often names a person. */
  actor: z.object({ token: z.string(), principal: z.string(), session: z.string() }).nullable(),
  /** Where the call came from and by what, as recorded; empty where nothing tells. */
  address: z.string(),
  agent: z.string(),
  /** Of what happened more than once: how often, and when last. */
  times: count,
  last: time.nullable(),
  /** Event id of the record behind it; null where an inventory says so. */
  sample: z.string().nullable(),
});
export type TimelineEvent = z.infer<typeof timelineEventShape>;

const levels = z.object({ permissions: count, write: count, tag: count, read: count, list: count });
export type LevelCounts = z.infer<typeof levels>;

/** What a token or principal was at a moment. */
export const asOfShape = z.object({
  date: time,
  /** What it could do: by level, and by resource; null where no inventory tells. */
  could: z
    .object({
      permissions: count,
      levels,
      /** The day of the export that says so: the last that was taken by then, or else the last there is. */
      exported: time,
      /** Resources as the grants name them, those on which most could be done first; `*` is everything. */
      resources: z.array(
        z.object({ resource: z.string(), permissions: count, levels, isConditional: z.boolean() }),
      ),
      resourceCount: count,
      /** What of it nothing held tells for sure. */
      caveats: z.array(z.string()),
    })
    .nullable(),
  /** What it had done by then, as far back as the logs go. */
  did: z.object({
    permissions: count,
    levels,
    calls: count,
    first: time.nullable(),
    last: time.nullable(),
    /** Resources that calls name, the most used first. */
    resources: z.array(
      z.object({
        resource: z.string(),
        permissions: z.array(z.string()),
        calls: count,
        first: time,
        last: time,
      }),
    ),
    resourceCount: count,
  }),
  /** What the smallest policy of that moment would have refused since; null, and why, where there is none. */
  proposed: z
    .object({
      removed: count,
      /** Days of calls that came after. */
      days: count,
      calls: count,
      /** Calls of which records do not tell enough to decide them. */
      openCalls: count,
      blocked: z.array(
        z.object({
          permission: z.string(),
          /** `removed`: it takes the permission away; `narrowed`: it leaves it on other resources. */
          by: z.enum(['removed', 'narrowed']),
          /** Resources that were called for, some of them. */
          resources: z.array(z.string()),
          calls: count,
          first: time,
          last: time,
          sample: z.string(),
        }),
      ),
    })
    .nullable(),
  why: z.string().nullable(),
});
export type AsOf = z.infer<typeof asOfShape>;

export const timelineShape = z.object({
  schema: z.literal('scopelight.timeline/1'),
  window: windowShape,
  subject: z.object({
    id: z.string(),
    principal: z.string(),
    provider: z.string(),
    kind: z.string(),
    owner: z.string().nullable(),
  }),
  /** Earliest first. */
  events: z.array(timelineEventShape),
  asOf: asOfShape.nullable(),
  /** What keeps the story from being whole. */
  gaps: z.array(z.string()),
});
export type Timeline = z.infer<typeof timelineShape>;
