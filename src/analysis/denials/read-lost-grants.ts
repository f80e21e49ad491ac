import { z } from 'zod';
import { groupBy } from '../../model/group-by.ts';
import type { Store } from '../../store/store.ts';
import type { Want } from './read-wants.ts';

/** Between which two inventories a grant went; UTC epoch seconds. */
export interface LostGrant {
  readonly from: number;
  readonly to: number;
}

/** Finds the wants that an earlier inventory granted and the next one did not, by principal and permission number. */
export async function readLostGrants(
  store: Store,
  wants: readonly Want[],
): Promise<ReadonlyMap<string, LostGrant>> {
  const principalIds = [...new Set(wants.map((want) => want.principalId))];
  const ids = [...new Set(wants.map((want) => want.permissionId))].filter((id) => id > 0);
  const rows = await store.query({
    name: 'grants over inventories',
    sql: `SELECT principal_id, toUnixTimestamp(observed_at) AS at, arrayIntersect(any(sets.members), {ids: Array(UInt32)}) AS held
      FROM (
        SELECT principal_id, observed_at, granted_set FROM principals_v1 AS known
        WHERE principal_id IN {principalIds: Array(String)} AND (known.is_complete = 1 OR known.granted_set != 0)
      ) AS seen
      LEFT ANY JOIN (SELECT set_id, members FROM permission_sets_v1) AS sets ON sets.set_id = seen.granted_set
      GROUP BY principal_id, observed_at
      ORDER BY principal_id, observed_at
      LIMIT 200000`,
    params: { principalIds, ids },
    row: z.object({ principal_id: z.string(), at: z.coerce.number(), held: z.array(z.number()) }),
    settings: { distributed_product_mode: 'global' },
  });
  const lost = new Map<string, LostGrant>();
  for (const [principalId, inventories] of groupBy(rows, (row) => row.principal_id)) {
    inventories.forEach((earlier, index) => {
      const next = inventories[index + 1];
      if (next === undefined) return;
      const held = new Set(next.held);
      for (const id of earlier.held) {
        if (!held.has(id)) lost.set(`${principalId}\n${id}`, { from: earlier.at, to: next.at });
        else lost.delete(`${principalId}\n${id}`);
      }
      for (const id of held) lost.delete(`${principalId}\n${id}`);
    });
  }
  return lost;
}
