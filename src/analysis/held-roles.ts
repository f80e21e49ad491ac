import { z } from 'zod';
import type { TokenPage } from '../model/report.ts';
import type { Store } from '../store/store.ts';
import { currentGrants } from './current-inventory.ts';

/** The roles that a holder of grants has, with the path that gives each and how many permissions it speaks of. */
export async function heldRoles(store: Store, principalId: string): Promise<TokenPage['roles']> {
  const rows = await store.query({
    name: 'roles of a principal',
    sql: `SELECT grants.role_id AS role_id, any(roles.name) AS name, effect, path, max(sets.size) AS permissions, min(is_conditional) AS is_conditional
      FROM (${currentGrants('role_id, effect, path, permission_set, is_conditional', 'principal_id = {principalId: String}', 'principal_id = {principalId: String}')}) AS grants
      LEFT ANY JOIN (SELECT role_id, name FROM roles_v1) AS roles ON roles.role_id = grants.role_id
      LEFT ANY JOIN (SELECT set_id, size FROM permission_sets_v1) AS sets ON sets.set_id = grants.permission_set
      GROUP BY role_id, effect, path
      ORDER BY permissions DESC, role_id, effect, path`,
    params: { principalId },
    row: z.object({
      role_id: z.string(),
      name: z.string(),
      effect: z.string(),
      path: z.array(z.string()),
      permissions: z.coerce.number(),
      is_conditional: z.coerce.number(),
    }),
    settings: { distributed_product_mode: 'global' },
  });
  return rows.map((row) => ({
    id: row.role_id,
    name: row.name || row.role_id,
    effect: row.effect,
    path: row.path,
    permissions: row.permissions,
    isConditional: row.is_conditional === 1,
  }));
}
