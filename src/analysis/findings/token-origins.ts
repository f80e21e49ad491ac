import { z } from 'zod';
import type { Span } from '../../model/window.ts';
import type { Store } from '../../store/store.ts';
import type { Scope } from '../scope.ts';
import { usageOf } from '../shared-usage.ts';

/** Where refused calls of a token come from, the most frequent first, with event ids to open. */
export interface TokenOrigins {
  readonly places: readonly string[];
  readonly agents: readonly string[];
  readonly samples: readonly string[];
}

/** Reads the origins of calls whose credential was refused, by token. */
export async function knockOrigins(
  store: Store,
  span: Span,
  tokenIds: readonly string[],
  scope?: Scope,
): Promise<ReadonlyMap<string, TokenOrigins>> {
  if (tokenIds.length === 0) return new Map();
  const usage = usageOf(scope);
  const rows = await store.query({
    name: 'origins of refused credentials',
    sql: `SELECT token_id, topK(5)(toString(place)) AS places, topK(5)(toString(agent)) AS agents, arrayDistinct(groupArraySorted(3)(sample)) AS samples
      FROM ${usage.sql} AS usage_v1
      WHERE token_id IN {tokenIds: Array(String)} AND outcome = 'authn_failed'
        AND day >= toDate({from: UInt32}) AND day <= toDate({to: UInt32})
      GROUP BY token_id
      ORDER BY token_id`,
    params: {
      tokenIds,
      from: Math.floor(span.from / 1000),
      to: Math.floor((span.to - 1) / 1000),
      ...usage.params,
    },
    row: z.object({
      token_id: z.string(),
      places: z.array(z.string()),
      agents: z.array(z.string()),
      samples: z.array(z.string()),
    }),
  });
  return new Map(
    rows.map(({ token_id, places, agents, samples }) => [
      token_id,
      { places, agents, samples: samples.sort() },
    ]),
  );
}
