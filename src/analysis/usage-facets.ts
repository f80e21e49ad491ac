import { z } from 'zod';
import type { Store } from '../store/store.ts';
import type { Scope } from './scope.ts';
import { usageOf } from './shared-usage.ts';
import { type FacetInput, facetParams } from './token-facets.ts';

const row = z.object({
  facet: z.enum(['permission', 'place', 'agent', 'day']),
  /** The permission, place, agent or day. */
  name: z.string(),
  permission_id: z.number(),
  used: z.coerce.number(),
  refused: z.coerce.number(),
  calls: z.coerce.number(),
  refused_calls: z.coerce.number(),
  first: z.coerce.number(),
  last: z.coerce.number(),
  resources: z.array(z.string()),
  sample: z.string(),
});

/** What one token’s usage sums up to under one permission, place, agent or day; times are UTC epoch seconds. */
export type UsageFacet = z.infer<typeof row>;

/** How many are told of at most. */
const limits = { permission: 2000, place: 100, agent: 100, day: 4000 } as const;

/** The usage of a token from four sides, each in an order of its own. */
export type UsageFacets = Readonly<Record<keyof typeof limits, readonly UsageFacet[]>>;

/**
 * Reads what a token called for, from where, by what and when. All sides come of one look at its usage, which lies in a
 * small piece of every week: finding the pieces costs more than reading them.
 */
export async function usageFacets(store: Store, input: FacetInput, scope?: Scope): Promise<UsageFacets> {
  const usage = usageOf(scope);
  const rows = await store.query({
    name: 'usage of a token',
    sql: `SELECT multiIf(grouping(place) = 0, 'place', grouping(agent) = 0, 'agent', grouping(day) = 0, 'day', 'permission') AS facet,
        multiIf(facet = 'place', toString(place), facet = 'agent', toString(agent), facet = 'day', toString(day), toString(permission)) AS name,
        permission_id, sumIf(uses, outcome IN ('allowed', 'error')) AS used, sumIf(uses, outcome = 'denied') AS refused,
        sum(u.calls) AS calls, sumIf(u.calls, outcome = 'denied') AS refused_calls,
        toUnixTimestamp(min(first_seen)) AS first, toUnixTimestamp(max(last_seen)) AS last,
        if(facet = 'permission', arraySlice(arraySort(groupUniqArray(10000)(toString(resource_group))), 1, 20), []) AS resources,
        argMax(u.sample, (u.last_seen, u.sample)) AS sample
      FROM ${usage.sql} AS u
      WHERE token_id = {tokenId: String} AND day >= toDate({from: UInt32}) AND day <= toDate({to: UInt32})
      GROUP BY GROUPING SETS ((permission, permission_id), (place), (agent), (day))
      ORDER BY facet, if(facet = 'permission', used, 0) DESC, if(facet = 'permission', refused, 0) DESC,
        if(facet IN ('place', 'agent'), calls, 0) DESC, name
      LIMIT ${Math.max(...Object.values(limits))} BY facet`,
    params: { ...facetParams(input), ...usage.params },
    row,
  });
  const of = (facet: keyof typeof limits): readonly UsageFacet[] =>
    rows
      .filter((found) => found.facet === facet && (facet !== 'permission' || found.name !== ''))
      .slice(0, limits[facet]);
  return { permission: of('permission'), place: of('place'), agent: of('agent'), day: of('day') };
}
