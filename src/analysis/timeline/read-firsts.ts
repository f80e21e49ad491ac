import { z } from 'zod';
import type { Span } from '../../model/window.ts';
import type { Store } from '../../store/store.ts';

/** Whose uses are asked about: one token alone, or all of a principal’s. */
export interface UsesOf {
  readonly tokenId?: string | undefined;
  readonly principalIds: readonly string[];
}

const seconds = z.coerce.number();

const useRow = z.object({
  value: z.string(),
  permission: z.string(),
  times: seconds,
  first: seconds,
  last: seconds,
  sample: z.string(),
});
/** When something was first and last seen, how often, and an event that shows it. */
export type FirstUse = z.infer<typeof useRow>;

const facetMax = 200;

/** Reads when each of some facets of the uses was first met: permissions by outcome, places, agents; earliest first. */
export function firstUses(
  store: Store,
  span: Span,
  uses: UsesOf,
  facet: 'permission' | 'denied permission' | 'place' | 'agent' | 'outcome',
  limit = facetMax,
): Promise<FirstUse[]> {
  const value = facet === 'denied permission' ? 'permission' : facet;
  const outcomes = facet === 'denied permission' ? "outcome = 'denied'" : "outcome IN ('allowed', 'error')";
  return store.query({
    name: `first uses by ${facet}`,
    sql: `SELECT toString(u.${value === 'outcome' ? 'outcome' : value}) AS value, argMin(u.permission, u.first_seen) AS permission, sum(u.calls_here) AS times,
        toUnixTimestamp(min(u.first_seen)) AS first, toUnixTimestamp(max(u.last_seen)) AS last, argMin(u.sample, u.first_seen) AS sample
      FROM (
        SELECT permission, place, agent, outcome, first_seen, last_seen, sample, ${value === 'permission' ? 'uses' : 'calls'} AS calls_here FROM usage_v1
        WHERE ${whoseSql(uses)} AND ${outcomes}
          AND day >= toDate({from: UInt32}) AND day <= toDate({to: UInt32})
      ) AS u
      WHERE value != ''
      GROUP BY value
      ORDER BY first, value
      LIMIT ${limit}`,
    params: {
      ...whoseParams(uses),
      from: Math.floor(span.from / 1000),
      to: Math.max(0, Math.ceil(span.to / 1000) - 1),
    },
    row: useRow,
  });
}

/** The condition on usage that {@link whoseParams} fills. */
export function whoseSql({ tokenId }: UsesOf): string {
  return tokenId === undefined
    ? 'principal_id IN {principalIds: Array(String)}'
    : 'token_id = {tokenId: String}';
}

export function whoseParams({
  tokenId,
  principalIds,
}: UsesOf): Readonly<Record<string, string | readonly string[]>> {
  return tokenId === undefined ? { principalIds } : { tokenId };
}
