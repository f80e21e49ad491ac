import { z } from 'zod';
import type { Store } from '../../store/store.ts';
import { type Scope, scopeParams, within } from '../scope.ts';
import { usageOf } from '../shared-usage.ts';
import { historyDaysMin, look, refusedMin } from './thresholds.ts';

/** A day of a principal that stands out enough to be looked at by the hour. */
export interface Candidate {
  readonly provider: string;
  readonly principalId: string;
  /** Epoch day. */
  readonly day: number;
  /** A place and an agent that a token first called from on that day. */
  readonly origins: readonly { readonly tokenId: string; readonly place: string }[];
}

const candidatesMax = 20_000;
const called = "outcome != 'authn_failed' AND principal_id != ''";

/** Finds the days on which a principal did much that it had never done, or a token came from somewhere new with something new. */
export async function readCandidates(store: Store, to: number, scope?: Scope): Promise<Candidate[]> {
  const usage = usageOf(scope);
  const params = { to: Math.floor((to - 1) / 1000), ...scopeParams(scope), ...usage.params };
  const [days, origins] = await Promise.all([
    store.query({
      name: 'days with much that is new',
      sql: `SELECT provider, principal_id, born, began
        FROM (
          SELECT provider, principal_id, born, count() AS fresh, countIf(level IN ('list', 'read')) AS reads,
            countIf(level = 'permissions') AS access, min(born) OVER (PARTITION BY provider, principal_id) AS began
          FROM (
            SELECT provider, principal_id, permission_id, toUInt32(min(day)) AS born FROM ${usage.sql} AS usage_v1
            WHERE ${upTo(scope)} AND ${called} AND permission_id > 0
            GROUP BY provider, principal_id, permission_id
          ) AS births
          LEFT ANY JOIN (SELECT provider, permission_id, level FROM permissions_v1) AS known USING (provider, permission_id)
          GROUP BY provider, principal_id, born
        )
        WHERE born >= began + ${historyDaysMin} AND (reads >= ${look.readsMin} OR fresh >= ${refusedMin} OR access > 0)
        ORDER BY born, principal_id
        LIMIT ${candidatesMax}`,
      params,
      row: z.object({ provider: z.string(), principal_id: z.string(), born: z.number() }),
      settings: { distributed_product_mode: 'global' },
    }),
    store.query({
      name: 'places that are new with an agent',
      sql: `SELECT provider, token_id, principal_id, born, groupArrayIf(20)(value, kind = 'place') AS places
        FROM (
          SELECT provider, token_id, principal_id, facet.1 AS kind, facet.2 AS value, toUInt32(min(day)) AS born
          FROM ${usage.sql} AS usage_v1
          ARRAY JOIN [('place', toString(place)), ('agent', toString(agent))] AS facet
          WHERE ${upTo(scope)} AND ${called} AND token_id != '' AND facet.2 != ''
          GROUP BY provider, token_id, principal_id, kind, value
        )
        GROUP BY provider, token_id, principal_id, born
        HAVING countIf(kind = 'place') > 0 AND countIf(kind = 'agent') > 0
        ORDER BY born, token_id
        LIMIT ${candidatesMax * 5}`,
      params,
      row: z.object({
        provider: z.string(),
        token_id: z.string(),
        principal_id: z.string(),
        born: z.number(),
        places: z.array(z.string()),
      }),
    }),
  ]);
  const first = new Map<string, number>();
  for (const row of origins) {
    const key = `${row.token_id}\n${row.principal_id}`;
    first.set(key, Math.min(row.born, first.get(key) ?? row.born));
  }
  const candidates = new Map<string, Candidate>();
  const add = (
    row: { provider: string; principal_id: string; born: number },
    found: Candidate['origins'],
  ): void => {
    const key = `${row.provider}\n${row.principal_id}\n${row.born}`;
    const known = candidates.get(key);
    candidates.set(key, {
      provider: row.provider,
      principalId: row.principal_id,
      day: row.born,
      origins: [...(known?.origins ?? []), ...found],
    });
  };
  for (const row of days) add(row, []);
  for (const row of origins) {
    // With what a token began is not new to it.
    if (row.born === first.get(`${row.token_id}\n${row.principal_id}`)) continue;
    add(
      row,
      row.places.map((place) => ({ tokenId: row.token_id, place })),
    );
  }
  return [...candidates.values()].sort((a, b) => a.day - b.day);
}

function upTo(scope: Scope | undefined): string {
  return `day <= toDate({to: UInt32}) AND ${within(
    scope,
    "principal_id IN {principalIds: Array(String)} AND (token_id = '' OR token_id IN {tokenIds: Array(String)})",
  )}`;
}
