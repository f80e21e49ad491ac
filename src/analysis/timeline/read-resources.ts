import { z } from 'zod';
import type { Span } from '../../model/window.ts';
import type { Store } from '../../store/store.ts';
import { type UsesOf, whoseParams, whoseSql } from './read-firsts.ts';

const row = z.object({
  resource: z.string(),
  permissions: z.array(z.string()),
  times: z.coerce.number(),
  first: z.coerce.number(),
  last: z.coerce.number(),
  sample: z.string(),
  total: z.coerce.number(),
});

/** How a group of resources was used: by which permissions, how often, and when; times are UTC epoch seconds. */
export type ResourceUse = z.infer<typeof row>;

/** Reads what was used in a span by resource, the most used first; `total` says how many resources there are in all. */
export function usedResources(
  store: Store,
  span: Span,
  uses: UsesOf,
  limit: number,
): Promise<readonly ResourceUse[]> {
  return store.query({
    name: 'resources that a subject used',
    sql: `SELECT toString(resource_group) AS resource, arraySort(groupUniqArray(100)(toString(permission))) AS permissions, sum(uses) AS times,
        toUnixTimestamp(min(first_seen)) AS first, toUnixTimestamp(max(last_seen)) AS last, argMin(sample, first_seen) AS sample,
        count() OVER () AS total
      FROM usage_v1
      WHERE ${whoseSql(uses)} AND outcome IN ('allowed', 'error') AND resource_group != '' AND permission != ''
        AND day >= toDate({from: UInt32}) AND day <= toDate({to: UInt32})
      GROUP BY resource_group
      ORDER BY times DESC, resource
      LIMIT ${limit}`,
    params: {
      ...whoseParams(uses),
      from: Math.floor(span.from / 1000),
      to: Math.max(0, Math.ceil(span.to / 1000) - 1),
    },
    row,
  });
}
