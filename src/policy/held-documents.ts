import { z } from 'zod';
import { currentGrants } from '../analysis/current-inventory.ts';
import type { HeldDocument } from '../model/policy-proposal.ts';
import type { Store } from '../store/store.ts';

/** The documents that give a principal its permissions, as it holds them now; what only limits it is left out. */
export async function heldDocuments(store: Store, principalId: string): Promise<HeldDocument[]> {
  return store.query({
    name: 'documents of a principal',
    sql: `SELECT grants.role_id AS id, any(roles.kind) AS kind, any(roles.name) AS name, any(roles.document) AS document, path
      FROM (${currentGrants('role_id, path', "effect != 'limit' AND principal_id = {principalId: String}", 'principal_id = {principalId: String}')}) AS grants
      LEFT ANY JOIN (
        SELECT role_id, kind, name, document FROM roles_v1
        ORDER BY role_id, observed_at DESC LIMIT 1 BY role_id
      ) AS roles ON roles.role_id = grants.role_id
      WHERE roles.kind NOT IN ('organisation', 'boundary')
      GROUP BY id, path
      ORDER BY id, path`,
    params: { principalId },
    row: z.object({
      id: z.string(),
      kind: z.string(),
      name: z.string(),
      document: z.string(),
      path: z.array(z.string()),
    }),
    settings: { distributed_product_mode: 'global' },
  });
}
