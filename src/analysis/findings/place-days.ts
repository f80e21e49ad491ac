import { z } from 'zod';
import type { Span } from '../../model/window.ts';
import type { Store } from '../../store/store.ts';
import { type Scope, scopeParams, within } from '../scope.ts';
import { usageOf } from '../shared-usage.ts';
import { rowsByToken } from './token-key.ts';

const row = z.object({
  token_id: z.string(),
  principal_id: z.string(),
  place: z.string(),
  days: z.array(z.coerce.number()),
  calls: z.coerce.number(),
  sample: z.string(),
});

/** One place a token was used from. */
export interface PlaceDays {
  readonly place: string;
  /** Epoch days with calls from there, ascending. */
  readonly days: readonly number[];
  readonly calls: number;
  /** Event id of one such call. */
  readonly sample: string;
}

/** Reads where tokens were used from, of tokens with more than one place; by token and principal. */
export async function placeDays(
  store: Store,
  span: Span,
  scope?: Scope,
): Promise<ReadonlyMap<string, readonly PlaceDays[]>> {
  const usage = usageOf(scope);
  return rowsByToken(
    store,
    {
      name: 'places of tokens',
      sql: `SELECT token_id, principal_id, arrayJoin(places) AS told, told.1 AS place, told.2 AS days, told.3 AS calls, told.4 AS sample
      FROM (
        SELECT token_id, principal_id, arraySort(groupArray((place, days, calls, sample))) AS places
        FROM (
          SELECT token_id, principal_id, toString(u.place) AS place, arraySort(groupUniqArray(toUInt16(day))) AS days,
            sum(u.calls) AS calls, argMax(u.sample, (u.last_seen, u.sample)) AS sample
          FROM ${usage.sql} AS u
          WHERE token_id != '' AND outcome != 'authn_failed' AND principal_kind NOT IN ('service', 'anonymous', 'service-linked role', 'external')
            AND day >= toDate({from: UInt32}) AND day <= toDate({to: UInt32}) AND ${within(scope, 'token_id IN {tokenIds: Array(String)}')}
          GROUP BY token_id, principal_id, place
        )
        GROUP BY token_id, principal_id
        HAVING length(places) > 1
      )
      ORDER BY token_id, principal_id, place`,
      params: {
        from: Math.floor(span.from / 1000),
        to: Math.floor((span.to - 1) / 1000),
        ...scopeParams(scope),
        ...usage.params,
      },
      row,
    },
    ({ place, days, calls, sample }) => ({ place, days, calls, sample }),
    scope,
  );
}

/** What kind of network a place is, and in which country. */
export interface PlaceFacts {
  readonly kind: string;
  readonly country: string;
}

/** Reads what is known of all places; there are far fewer than addresses. */
export async function placeFacts(store: Store): Promise<ReadonlyMap<string, PlaceFacts>> {
  const rows = await store.query({
    name: 'kinds of places',
    sql: `SELECT toString(place) AS place, toString(any(known.kind)) AS kind, toString(any(known.country)) AS country
      FROM addresses_v1 AS known GROUP BY place ORDER BY place`,
    row: z.object({ place: z.string(), kind: z.string(), country: z.string() }),
    staysUntilLoad: true,
  });
  return new Map(rows.map(({ place, kind, country }) => [place, { kind, country }]));
}
