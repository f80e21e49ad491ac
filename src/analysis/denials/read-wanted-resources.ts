import { z } from 'zod';
import { groupBy } from '../../model/group-by.ts';
import type { NeededResource } from '../../model/policy-proposal.ts';
import type { Span } from '../../model/window.ts';
import type { Store } from '../../store/store.ts';
import { type Scope, scopeParams } from '../scope.ts';
import { keyOf, refusedCalls } from './read-want-facets.ts';
import { spanParams } from './read-wants.ts';

/** More are not read of one want: a policy would not name them one by one. */
const resourcesMax = 50;

/** Reads on what exactly wants were refused, by want, most refusals first; calls that name no resource are left out. */
export async function readWantedResources(
  store: Store,
  span: Span,
  scope: Scope,
): Promise<ReadonlyMap<string, readonly NeededResource[]>> {
  const rows = await store.query({
    name: 'resources of refused wants',
    sql: `SELECT token_id, principal_id, arrayJoin(permissions) AS permission, resource, toString(any(resource_group)) AS resources,
        uniqExact(toDate(time)) AS days
      FROM calls_v1
      WHERE ${refusedCalls(scope)} AND resource != ''
      GROUP BY token_id, principal_id, permission, resource
      ORDER BY days DESC, resource
      LIMIT ${resourcesMax} BY token_id, principal_id, permission
      LIMIT 200000`,
    params: { ...spanParams(span), ...scopeParams(scope) },
    row: z.object({
      token_id: z.string(),
      principal_id: z.string(),
      permission: z.string(),
      resource: z.string(),
      resources: z.string(),
      days: z.coerce.number(),
    }),
  });
  const byWant = groupBy(rows, keyOf);
  return new Map(
    [...byWant].map(([key, own]) => [
      key,
      own.map(({ resource, resources, days }) => ({ resource, group: resources, days })),
    ]),
  );
}
