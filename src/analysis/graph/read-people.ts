import { z } from 'zod';
import type { Span } from '../../model/window.ts';
import type { Store } from '../../store/store.ts';
import { outsiderOf } from './outside.ts';

/** An identity that a person goes by at one system. */
export interface Account {
  readonly id: string;
  readonly provider: string;
  /** What says that it is the person’s. */
  readonly shownBy: string;
  /** Calls in the window. */
  readonly times: number;
  /** UTC epoch seconds. */
  readonly first: number;
  readonly last: number;
}

const accountsMax = 200;

/**
 * Reads the identities of a person by the address: whose name it is, whom it answers for in the own name, and whom another system
 * vouches for under it. An address is what systems share of people; nothing but it joins them.
 */
export async function accountsOf(store: Store, span: Span, address: string): Promise<readonly Account[]> {
  const rows = await store.query({
    name: 'identities of a person',
    sql: `SELECT principal_id AS id, any(provider) AS provider, any(shown_by) AS shown_by FROM (
        SELECT principal_id, toString(provider) AS provider, if(lower(name) = {address: String}, 'its name', 'its name and owner') AS shown_by
        FROM principals_v1
        WHERE kind = 'user' AND (lower(name) = {address: String}
          OR (lower(owner) = {address: String} AND lower(name) = {local: String}))
        UNION ALL
        SELECT DISTINCT principal_id, toString(provider) AS provider, '' AS shown_by FROM seasons_v1
        WHERE endsWith(lower(principal_id), concat(':', {address: String}))
      )
      GROUP BY id
      ORDER BY provider, id
      LIMIT ${accountsMax}`,
    params: { address: address.toLowerCase(), local: address.toLowerCase().split('@')[0] ?? '' },
    row: z.object({ id: z.string(), provider: z.string(), shown_by: z.string() }),
  });
  const calls = await callsOf(
    store,
    span,
    rows.map(({ id }) => id),
  );
  return rows.flatMap(({ id, provider, shown_by: shownBy }) => {
    const made = calls.get(id) ?? { times: 0, first: 0, last: 0 };
    if (shownBy !== '') return [{ id, provider, shownBy, ...made }];
    const name = outsiderOf(provider, id);
    if (name?.subject.toLowerCase() !== address.toLowerCase()) return [];
    return [{ id, provider, shownBy: `${name.issuer} vouches for it under that name`, ...made }];
  });
}

async function callsOf(
  store: Store,
  span: Span,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Pick<Account, 'times' | 'first' | 'last'>>> {
  if (ids.length === 0) return new Map();
  const rows = await store.query({
    name: 'calls of the identities of a person',
    sql: `SELECT principal_id AS id, sum(calls - turned_away) AS times, toUnixTimestamp(min(first_seen)) AS first,
        toUnixTimestamp(max(last_seen)) AS last
      FROM profiles_v1
      WHERE principal_id IN {ids: Array(String)} AND calls > turned_away
        AND last_seen >= toDateTime({from: UInt32}, 'UTC') AND first_seen < toDateTime({to: UInt32}, 'UTC')
      GROUP BY id`,
    params: { ids, from: Math.floor(span.from / 1000), to: Math.ceil(span.to / 1000) },
    row: z.object({
      id: z.string(),
      times: z.coerce.number(),
      first: z.coerce.number(),
      last: z.coerce.number(),
    }),
  });
  return new Map(rows.map(({ id, ...made }) => [id, made]));
}

/** Whether a text is an address, by which systems know people. */
export function isAddress(text: string): boolean {
  return /^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/.test(text);
}
