import { z } from 'zod';
import type { Span } from '../model/window.ts';
import type { Store } from '../store/store.ts';
import { type Scope, scopeParams, within } from './scope.ts';
import { servicesOfSource } from './source-services.ts';

/**
 * Gives the services of which a principal called operations that no permission is known for, by principal: any permission
 * of theirs may have been needed.
 */
export async function unmappedServices(
  store: Store,
  span: Span,
  scope?: Scope,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await store.query({
    name: 'callers of unmapped operations',
    sql: `SELECT provider, principal_id, groupUniqArray(toString(source)) AS sources
      FROM unmapped_v1
      WHERE day >= toDate({from: UInt32}) AND day <= toDate({to: UInt32})
        AND ${within(scope, 'principal_id IN {principalIds: Array(String)}')}
      GROUP BY provider, principal_id
      ORDER BY provider, principal_id`,
    params: {
      from: Math.floor(span.from / 1000),
      to: Math.floor((span.to - 1) / 1000),
      ...scopeParams(scope),
    },
    row: z.object({ provider: z.string(), principal_id: z.string(), sources: z.array(z.string()) }),
  });
  return new Map(
    rows.map((row) => [
      row.principal_id,
      new Set(row.sources.flatMap((source) => servicesOfSource(row.provider, source))),
    ]),
  );
}
