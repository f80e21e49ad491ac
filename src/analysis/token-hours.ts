import { z } from 'zod';
import type { Store } from '../store/store.ts';
import { type FacetInput, facetParams } from './token-facets.ts';

const row = z.object({ hour: z.coerce.number().int().min(0).max(167), calls: z.coerce.number() });

/** Counts the calls of a token, or of all tokens of a principal, by hour of the week in UTC; hours without calls are left out. */
export function tokenHours(store: Store, input: FacetInput) {
  return store.query({
    name: 'calls of a token by hour of the week',
    sql: `SELECT (toDayOfWeek(time, 0, 'UTC') - 1) * 24 + toHour(time, 'UTC') AS hour, uniqExact(call_id) AS calls
      FROM calls_v1
      WHERE token_id IN (
          SELECT {tokenId: String}
          UNION DISTINCT
          SELECT token_id FROM seasons_v1 WHERE principal_id = {tokenId: String}
        ) AND time >= toDateTime({from: UInt32}, 'UTC') AND time <= toDateTime({to: UInt32}, 'UTC')
      GROUP BY hour
      ORDER BY hour`,
    params: facetParams(input),
    row,
    settings: { distributed_product_mode: 'global' },
  });
}
