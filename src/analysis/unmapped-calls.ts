import { z } from 'zod';
import type { Span } from '../model/window.ts';
import type { Store } from '../store/store.ts';
import { servicesOfSource } from './source-services.ts';

/**
 * Gives the services of which a principal called operations that no permission is known for, by principal: any permission
 * of theirs may have been needed.
 */
export async function unmappedServices(
  store: Store,
  span: Span,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await store.query({
    name: 'callers of unmapped operations',
    sql: `SELECT provider, principal_id, groupUniqArray(toString(source)) AS sources
      FROM calls_v1
      WHERE basis = 'unknown' AND outcome IN ('allowed', 'error')
        AND time >= toDateTime64({from: UInt32}, 3, 'UTC') AND time < toDateTime64({to: UInt32}, 3, 'UTC')
      GROUP BY provider, principal_id
      ORDER BY provider, principal_id`,
    params: { from: Math.floor(span.from / 1000), to: Math.ceil(span.to / 1000) },
    row: z.object({ provider: z.string(), principal_id: z.string(), sources: z.array(z.string()) }),
  });
  return new Map(
    rows.map((row) => [
      row.principal_id,
      new Set(row.sources.flatMap((source) => servicesOfSource(row.provider, source))),
    ]),
  );
}
