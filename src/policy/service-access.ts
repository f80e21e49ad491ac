import { z } from 'zod';
import type { Store } from '../store/store.ts';

/**
 * When the provider itself last saw a principal try each service, as UTC epoch seconds; undefined where it saw no try. Services
 * that it keeps no record of are left out.
 */
export async function serviceAccess(
  store: Store,
  principalId: string,
): Promise<ReadonlyMap<string, number | undefined>> {
  const rows = await store.query({
    name: 'last access of services',
    sql: `SELECT toString(service) AS service, toUnixTimestamp(used_at) AS used_at
      FROM last_accessed_v1
      WHERE principal_id = {principalId: String} AND permission = ''
      ORDER BY service, observed_at DESC
      LIMIT 1 BY service`,
    params: { principalId },
    row: z.object({ service: z.string(), used_at: z.coerce.number().nullable() }),
  });
  return new Map(rows.map((row) => [row.service, row.used_at ?? undefined]));
}
