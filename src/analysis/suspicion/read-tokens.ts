import { z } from 'zod';
import { groupBy } from '../../model/group-by.ts';
import type { Store } from '../../store/store.ts';
import { type Scope, scopeParams } from '../scope.ts';
import { usageOf } from '../shared-usage.ts';
import type { TrailToken } from './trail.ts';

export interface TokenRow extends TrailToken {
  readonly principalId: string;
  readonly account: string;
}

const inScope =
  "day <= toDate({to: UInt32}) AND principal_id IN {principalIds: Array(String)} AND (token_id = '' OR token_id IN {tokenIds: Array(String)}) AND outcome != 'authn_failed'";
const reading = "level IN ('list', 'read')";

/** Reads what the tokens of some principals did by day, and where they came from. */
export async function readTokens(store: Store, to: number, scope: Scope): Promise<TokenRow[]> {
  const usage = usageOf(scope);
  const params = { to: Math.floor((to - 1) / 1000), ...scopeParams(scope), ...usage.params };
  const [days, origins] = await Promise.all([
    store.query({
      name: 'days of suspected tokens',
      sql: `SELECT token_id, principal_id, any(token_kind) AS kind, any(account) AS account, toUInt32(day) AS on_day,
          uniqExactIf(permission_id, ${reading}) AS reads, uniqExactIf(service, ${reading}) AS services
        FROM ${usage.sql} AS used
        LEFT ANY JOIN (SELECT provider, permission_id, level, service FROM permissions_v1) AS known USING (provider, permission_id)
        WHERE ${inScope}
        GROUP BY token_id, principal_id, on_day
        ORDER BY token_id, principal_id, on_day
        LIMIT 2000000`,
      params,
      row: z.object({
        token_id: z.string(),
        principal_id: z.string(),
        kind: z.string(),
        account: z.string(),
        on_day: z.number(),
        reads: z.coerce.number(),
        services: z.coerce.number(),
      }),
      settings: { distributed_product_mode: 'global' },
    }),
    store.query({
      name: 'origins of suspected tokens',
      sql: `SELECT token_id, principal_id, toString(used.place) AS place, toString(agent) AS agent, any(known.country) AS country,
          any(known.network) AS network, arraySort(groupUniqArray(400)(toUInt32(day))) AS days
        FROM ${usage.sql} AS used
        LEFT ANY JOIN (
          SELECT place, any(country) AS country, any(network) AS network FROM addresses_v1 GROUP BY place
        ) AS known ON known.place = used.place
        WHERE ${inScope} AND used.place != ''
        GROUP BY token_id, principal_id, place, agent
        ORDER BY token_id, principal_id, place, agent
        LIMIT 500000`,
      params,
      row: z.object({
        token_id: z.string(),
        principal_id: z.string(),
        place: z.string(),
        agent: z.string(),
        country: z.string(),
        network: z.string(),
        days: z.array(z.number()),
      }),
      settings: { distributed_product_mode: 'global' },
    }),
  ]);
  const keyOf = (row: { token_id: string; principal_id: string }): string =>
    `${row.token_id}\n${row.principal_id}`;
  const originsOf = groupBy(origins, keyOf);
  return [...groupBy(days, keyOf)].map(([key, rows]) => ({
    tokenId: rows[0]?.token_id ?? '',
    principalId: rows[0]?.principal_id ?? '',
    account: rows[0]?.account ?? '',
    kind: rows[0]?.kind ?? '',
    days: rows.map(({ on_day, reads, services }) => ({ day: on_day, reads, services })),
    origins: originsOf.get(key) ?? [],
  }));
}
