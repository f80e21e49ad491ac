import { z } from 'zod';
import { groupBy } from '../../model/group-by.ts';
import { PermissionSet } from '../../model/permission-set.ts';
import type { Store } from '../../store/store.ts';
import { permissionSets } from '../granted.ts';

/** What an export says that holders may do. */
export interface HeldAt {
  readonly provider: string;
  readonly granted: PermissionSet;
  readonly isComplete: boolean;
  /** When it was exported, UTC epoch milliseconds. */
  readonly observedAt: number;
  /** What is allowed on what, each resource as the grants name it. */
  readonly byResource: readonly {
    readonly resource: string;
    readonly permissions: PermissionSet;
    readonly isConditional: boolean;
  }[];
}

const principalRow = z.object({
  provider: z.string(),
  granted: z.string(),
  is_complete: z.coerce.number(),
  observed: z.coerce.number(),
});

/**
 * Reads what holders could do by the last export that was taken at a moment or before; of those of which there is none, by the
 * last there is. Undefined where no export knows what they hold.
 */
export async function heldAt(
  store: Store,
  holderIds: readonly string[],
  date: number,
): Promise<HeldAt | undefined> {
  const params = { holderIds, date: date / 1000 };
  const rows = await store.query({
    name: 'what holders held at a moment',
    sql: `SELECT provider, toString(granted_set) AS granted, is_complete, toUnixTimestamp64Milli(observed_at) AS observed
      FROM (${exportAt('provider, principal_id, granted_set, is_complete, observed_at')})
      ORDER BY principal_id`,
    params,
    row: principalRow,
  });
  const [first] = rows;
  if (first === undefined) return undefined;
  const grants = await store.query({
    name: 'what holders held on what at a moment',
    sql: `SELECT toString(permission_set) AS permissions, resources, is_conditional
      FROM grants_v1
      WHERE principal_id IN {holderIds: Array(String)} AND effect = 'allow'
        AND (provider, principal_id, observed_at) IN (SELECT provider, principal_id, observed_at FROM (${exportAt('provider, principal_id, observed_at')}))
      ORDER BY principal_id, role_id, statement, path
      LIMIT 1 BY provider, principal_id, role_id, statement, path
      LIMIT 20000`,
    params,
    row: z.object({
      permissions: z.string(),
      resources: z.array(z.string()),
      is_conditional: z.coerce.number(),
    }),
    settings: { distributed_product_mode: 'global' },
  });
  const ids = new Set([...rows.map(({ granted }) => granted), ...grants.map((row) => row.permissions)]);
  const sets = await permissionSets(store, ids);
  const setOf = (id: string): PermissionSet => sets.get(id) ?? PermissionSet.empty;
  const given = grants.flatMap(({ permissions, resources, is_conditional }) =>
    resources.map((resource) => ({ resource, permissions, is_conditional })),
  );
  return {
    provider: first.provider,
    granted: PermissionSet.unionOf(rows.map(({ granted }) => setOf(granted))),
    isComplete: rows.every(({ is_complete }) => is_complete === 1),
    observedAt: Math.max(...rows.map(({ observed }) => observed)),
    byResource: [...groupBy(given, ({ resource }) => resource)].map(([resource, some]) => ({
      resource,
      permissions: PermissionSet.unionOf(some.map(({ permissions }) => setOf(permissions))),
      isConditional: some.every(({ is_conditional }) => is_conditional === 1),
    })),
  };
}

/** SQL for one row a holder: the latest export of a moment or before that knows what it holds, else the latest. */
function exportAt(columns: string): string {
  return `SELECT ${columns} FROM principals_v1
    WHERE principal_id IN {holderIds: Array(String)} AND (is_complete = 1 OR granted_set != 0)
    ORDER BY provider, principal_id, observed_at <= toDateTime64({date: Float64}, 3, 'UTC') DESC, observed_at DESC
    LIMIT 1 BY provider, principal_id`;
}
