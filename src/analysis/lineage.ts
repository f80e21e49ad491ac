import { z } from 'zod';
import type { Store } from '../store/store.ts';

const edgeRow = z.object({
  token: z.string(),
  principal: z.string(),
  times: z.coerce.number(),
  last: z.coerce.number(),
});
export type LineageEdge = z.infer<typeof edgeRow>;

/** Which tokens minted sessions of this one; services and federated callers have no token, only a principal. */
export function mintersOf(store: Store, tokenId: string): Promise<LineageEdge[]> {
  return edges(store, 'minters of a token', 'subject_id', 'actor_token_id', 'actor_principal_id', tokenId);
}

/** Of which tokens this one minted sessions. */
export function mintedBy(store: Store, tokenId: string): Promise<LineageEdge[]> {
  return edges(store, 'tokens minted by a token', 'actor_token_id', 'subject_id', 'subject_id', tokenId);
}

function edges(
  store: Store,
  name: string,
  of: string,
  token: string,
  principal: string,
  tokenId: string,
): Promise<LineageEdge[]> {
  return store.query({
    name,
    sql: `SELECT ${token} AS token, any(${principal}) AS principal, uniqExact(call_id) AS times, toUnixTimestamp(max(time)) AS last
      FROM changes_v1
      WHERE change = 'mint' AND outcome = 'allowed' AND ${of} = {tokenId: String}
      GROUP BY token, if(${token} = '', ${principal}, '')
      ORDER BY times DESC, token, principal
      LIMIT 100`,
    params: { tokenId },
    row: edgeRow,
  });
}

const changeRow = z.object({
  at: z.coerce.number(),
  change: z.string(),
  subject_id: z.string(),
  object_id: z.string(),
  actor: z.string(),
});

/** What was done to a token or its principal, latest first; mints are told by {@link mintersOf}. */
export function changesOf(store: Store, ids: readonly string[]): Promise<z.infer<typeof changeRow>[]> {
  return store.query({
    name: 'changes of a token',
    sql: `SELECT toUnixTimestamp(time) AS at, change, subject_id, object_id, if(actor_token_id != '', actor_token_id, actor_principal_id) AS actor
      FROM changes_v1
      WHERE change NOT IN ('mint', 'sign-in') AND outcome = 'allowed' AND subject_id IN {ids: Array(String)}
      ORDER BY time DESC, event_id
      LIMIT 1 BY call_id
      LIMIT 100`,
    params: { ids },
    row: changeRow,
  });
}
