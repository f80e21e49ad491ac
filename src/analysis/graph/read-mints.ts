import { z } from 'zod';
import type { Span } from '../../model/window.ts';
import type { Store } from '../../store/store.ts';

/** How often one identity took another one, or made a token. */
export interface Mint {
  readonly provider: string;
  readonly account: string;
  /** `mint`: sessions of the target. `create-token`: the target is a token that was made. */
  readonly change: string;
  readonly target: string;
  readonly actor: string;
  readonly actorKind: string;
  /** Whether the actor’s token is named, which those of services and of foreign identities are not. */
  readonly tokens: readonly string[];
  readonly times: number;
  /** UTC epoch seconds. */
  readonly first: number;
  readonly last: number;
  readonly sample: string;
}

/** How many different mints a question looks at in one step. */
export const mintsMax = 20_000;

/**
 * Reads who became whom, by recorded calls that succeeded: into some identities, or out of some. Where several logs hold one
 * call, the copy counts that names who called.
 */
export async function mints(
  store: Store,
  span: Span,
  end: 'target' | 'actor',
  ids: readonly string[],
): Promise<readonly Mint[]> {
  if (ids.length === 0) return [];
  const where =
    end === 'target' ? 'subject_id IN {ids: Array(String)}' : 'actor_principal_id IN {ids: Array(String)}';
  const rows = await store.query({
    name: 'who became whom',
    sql: `SELECT any(each.provider) AS provider, any(each.account) AS account, change, target, each.caller.1 AS actor, any(each.caller.3) AS actor_kind,
        arrayFilter(token -> token != '', groupUniqArray(5)(each.caller.2)) AS tokens, count() AS times,
        toUnixTimestamp(min(each.at)) AS first, toUnixTimestamp(max(each.at)) AS last, argMax(each.event, each.at) AS sample
      FROM (
        SELECT any(provider) AS provider, any(account) AS account, change, subject_id AS target, min(time) AS at, any(event_id) AS event,
          argMax((actor_principal_id, actor_token_id, actor_principal_kind), (actor_token_id != '') + 2 * (actor_principal_kind != 'external')) AS caller
        FROM changes_v1
        WHERE change IN ('mint', 'create-token') AND outcome = 'allowed' AND ${where}
          AND time >= toDateTime({from: UInt32}, 'UTC') AND time < toDateTime({to: UInt32}, 'UTC')
        GROUP BY change, subject_id, call_id
      ) AS each
      GROUP BY change, target, actor
      ORDER BY times DESC, target, actor
      LIMIT ${mintsMax + 1}`,
    params: { ids, from: Math.floor(span.from / 1000), to: Math.ceil(span.to / 1000) },
    row: mintRow,
  });
  return rows.map(({ actor_kind: actorKind, ...row }) => ({ ...row, actorKind }));
}

const mintRow = z.object({
  provider: z.string(),
  account: z.string(),
  change: z.string(),
  target: z.string(),
  actor: z.string(),
  actor_kind: z.string(),
  tokens: z.array(z.string()),
  times: z.coerce.number(),
  first: z.coerce.number(),
  last: z.coerce.number(),
  sample: z.string(),
});
