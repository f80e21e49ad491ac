import { z } from 'zod';
import type { Store } from '../store/store.ts';

const changeRow = z.object({
  day: z.string(),
  at: z.coerce.number(),
  change: z.string(),
  subject_kind: z.string(),
  subject: z.string(),
  subjects: z.coerce.number(),
  object: z.string(),
  actor: z.string(),
});
export type RecentChange = z.infer<typeof changeRow>;

/** UTC epoch milliseconds; `limit` bounds the rows, not what is counted in them. */
export interface RecentChangesInput {
  readonly from: number;
  readonly to: number;
  readonly limit: number;
}

/**
 * What was done to tokens, roles and grants, latest first: one row for what one actor did of a kind in a day. Short-lived
 * sessions are no changes.
 */
export function recentChanges(
  store: Store,
  { from, to, limit }: RecentChangesInput,
): Promise<RecentChange[]> {
  return store.query({
    name: 'recent changes',
    sql: `SELECT toString(toDate(time)) AS day, toUnixTimestamp(max(time)) AS at, change, subject_kind, argMax(subject_id, time) AS subject,
        uniqExact(subject_id) AS subjects, argMax(object_id, time) AS object,
        if(actor_principal_id != '', actor_principal_id, actor_token_id) AS actor
      FROM changes_v1
      WHERE change NOT IN ('mint', 'sign-in') AND outcome = 'allowed'
        AND time >= toDateTime({from: UInt32}, 'UTC') AND time < toDateTime({to: UInt32}, 'UTC')
      GROUP BY day, change, subject_kind, actor
      ORDER BY day DESC, at DESC, change, actor
      LIMIT {limit: UInt32}`,
    params: { from: Math.floor(from / 1000), to: Math.ceil(to / 1000), limit },
    row: changeRow,
  });
}
