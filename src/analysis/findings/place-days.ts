import { z } from 'zod';
import type { Span } from '../../model/window.ts';
import type { Store } from '../../store/store.ts';
import { type Scope, scopeParams, within } from '../scope.ts';
import { tokenKey } from './token-key.ts';

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
  const places = new Map<string, PlaceDays[]>();
  const of = `token_id != '' AND outcome != 'authn_failed' AND principal_kind NOT IN ('service', 'anonymous', 'service-linked role', 'external')
        AND day >= toDate({from: UInt32}) AND day <= toDate({to: UInt32}) AND ${within(scope, 'token_id IN {tokenIds: Array(String)}')}`;
  const batches = store.stream({
    name: 'places of tokens',
    sql: `SELECT token_id, principal_id, toString(place) AS place, arraySort(groupUniqArray(toUInt16(day))) AS days,
        sum(usage_v1.calls) AS calls, argMax(usage_v1.sample, (usage_v1.last_seen, usage_v1.sample)) AS sample
      FROM usage_v1
      WHERE ${of} AND token_id IN (SELECT token_id FROM usage_v1 WHERE ${of} GROUP BY token_id HAVING uniqUpTo(1)(cityHash64(place)) > 1)
      GROUP BY token_id, principal_id, place
      ORDER BY token_id, principal_id, place`,
    params: {
      from: Math.floor(span.from / 1000),
      to: Math.floor((span.to - 1) / 1000),
      ...scopeParams(scope),
    },
    row,
    settings: { distributed_product_mode: 'local' },
  });
  for await (const batch of batches) {
    for (const { token_id, principal_id, ...place } of batch) {
      const key = tokenKey(token_id, principal_id);
      const known = places.get(key);
      if (known) known.push(place);
      else places.set(key, [place]);
    }
  }
  return places;
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
  });
  return new Map(rows.map(({ place, kind, country }) => [place, { kind, country }]));
}
