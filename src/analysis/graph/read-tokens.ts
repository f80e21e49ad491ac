import { z } from 'zod';
import type { Span } from '../../model/window.ts';
import type { Store } from '../../store/store.ts';

/** A token and whom it acts as: listed, seen in calls, or both. */
export interface ActingToken {
  readonly provider: string;
  readonly account: string;
  readonly tokenId: string;
  readonly kind: string;
  readonly principalId: string;
  readonly isListed: boolean;
  readonly status: string;
  readonly calls: number;
  /** UTC epoch seconds. */
  readonly first: number;
  readonly last: number;
}

/** How many tokens a question looks at in one step. */
export const tokensMax = 5_000;

/**
 * Reads whom tokens act as, or which tokens act as principals. All sessions of a principal are the principal itself and
 * no token of its own.
 */
export async function actingTokens(
  store: Store,
  span: Span,
  by: 'token' | 'principal',
  ids: readonly string[],
): Promise<readonly ActingToken[]> {
  if (ids.length === 0) return [];
  const where = `${by === 'token' ? 'token_id' : 'principal_id'} IN {ids: Array(String)} AND token_id != principal_id`;
  const rows = await store.query({
    name: 'tokens and whom they act as',
    sql: `SELECT any(of.provider) AS provider, argMax(of.account, of.rank) AS account, token_id, argMax(of.kind, of.rank) AS kind, principal_id,
        max(of.rank) AS is_listed, argMax(of.status, of.rank) AS status, sum(of.counted) AS calls, min(of.first) AS first, max(of.last) AS last
      FROM (
        SELECT provider, account, token_id, kind, principal_id, 1 AS rank, status, 0 AS counted, 4294967295 AS first, 0 AS last
        FROM (SELECT * FROM tokens_v1 WHERE ${where} ORDER BY observed_at DESC LIMIT 1 BY provider, token_id)
        UNION ALL
        SELECT provider, account, token_id, token_kind AS kind, principal_id, 0 AS rank, '' AS status, calls - turned_away AS counted,
          toUnixTimestamp(first_seen) AS first, toUnixTimestamp(last_seen) AS last
        FROM profiles_v1
        WHERE ${where} AND token_id != '' AND principal_kind != 'unknown' AND calls > turned_away
          AND last_seen >= toDateTime({from: UInt32}, 'UTC') AND first_seen < toDateTime({to: UInt32}, 'UTC')
      ) AS of
      GROUP BY token_id, principal_id
      ORDER BY calls DESC, token_id, principal_id
      LIMIT ${tokensMax + 1}`,
    params: { ids, from: Math.floor(span.from / 1000), to: Math.ceil(span.to / 1000) },
    row: tokenRow,
  });
  return rows.map((row) => ({
    provider: row.provider,
    account: row.account,
    tokenId: row.token_id,
    kind: row.kind,
    principalId: row.principal_id,
    isListed: row.is_listed === 1,
    status: row.status,
    calls: row.calls,
    first: row.first,
    last: row.last,
  }));
}

const tokenRow = z.object({
  provider: z.string(),
  account: z.string(),
  token_id: z.string(),
  kind: z.string(),
  principal_id: z.string(),
  is_listed: z.coerce.number(),
  status: z.string(),
  calls: z.coerce.number(),
  first: z.coerce.number(),
  last: z.coerce.number(),
});
