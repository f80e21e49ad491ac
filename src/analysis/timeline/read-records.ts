import { z } from 'zod';
import type { Store } from '../../store/store.ts';
import { currentGrants, currentPrincipals } from '../current-inventory.ts';

const seconds = z.coerce.number();

/** What inventories say of a principal, a token or a role. */
export interface InventoryFact {
  readonly kind: 'token' | 'principal';
  readonly id: string;
  readonly what: string;
  readonly owner: string;
  /** UTC epoch seconds; 0 where nothing tells. */
  readonly created: number;
  readonly expires: number;
  readonly firstObserved: number;
  readonly status: string;
}

/** Reads what inventories say of principals and their tokens. */
export async function inventoryFacts(
  store: Store,
  of: { readonly principalIds: readonly string[]; readonly tokenId?: string | undefined },
): Promise<readonly InventoryFact[]> {
  const rows = await store.query({
    name: 'what inventories say of a subject',
    sql: `SELECT 'principal' AS kind, principal_id AS id, argMax(principals_v1.kind, observed_at) AS what, argMax(owner, observed_at) AS owner,
        ifNull(toUnixTimestamp(min(created_at)), 0) AS created, 0 AS expires, toUnixTimestamp(min(observed_at)) AS observed, '' AS status
      FROM principals_v1 WHERE principal_id IN {principalIds: Array(String)} GROUP BY principal_id
      UNION ALL
      SELECT 'token' AS kind, token_id AS id, argMax(tokens_v1.kind, observed_at) AS what, argMax(owner, observed_at) AS owner,
        ifNull(toUnixTimestamp(min(created_at)), 0) AS created, ifNull(toUnixTimestamp(max(expires_at)), 0) AS expires,
        toUnixTimestamp(min(observed_at)) AS observed, argMax(tokens_v1.status, observed_at) AS status
      FROM tokens_v1
      WHERE principal_id IN {principalIds: Array(String)} AND token_id != principal_id AND ({tokenId: String} = '' OR token_id = {tokenId: String})
      GROUP BY token_id
      LIMIT 1000`,
    params: { principalIds: of.principalIds, tokenId: of.tokenId ?? '' },
    row: factRow,
  });
  return rows.map(({ observed, ...row }) => ({ ...row, firstObserved: observed }));
}

const factRow = z.object({
  kind: z.enum(['token', 'principal']),
  id: z.string(),
  what: z.string(),
  owner: z.string(),
  created: seconds,
  expires: seconds,
  observed: seconds,
  status: z.string(),
});

/** Roles that holders have, how many permissions each gives, and since when it has its present content. */
export function heldContents(store: Store, holderIds: readonly string[]) {
  return store.query({
    name: 'roles of a subject and their ages',
    sql: `SELECT g.role_id AS role_id, any(r.name) AS name, max(s.size) AS permissions, ifNull(toUnixTimestamp(max(r.changed_at)), 0) AS changed
      FROM (${currentGrants('provider, principal_id, role_id, statement, path, permission_set', "effect = 'allow' AND principal_id IN {holderIds: Array(String)}", 'principal_id IN {holderIds: Array(String)}')}) AS g
      LEFT ANY JOIN (SELECT role_id, name, changed_at FROM roles_v1 ORDER BY observed_at DESC) AS r ON r.role_id = g.role_id
      LEFT ANY JOIN (SELECT set_id, size FROM permission_sets_v1) AS s ON s.set_id = g.permission_set
      GROUP BY role_id
      ORDER BY permissions DESC, role_id
      LIMIT 200`,
    params: { holderIds },
    row: z.object({ role_id: z.string(), name: z.string(), permissions: seconds, changed: seconds }),
    settings: { distributed_product_mode: 'global' },
  });
}

/** Other principals of the same accounts that hold precisely the same and were made later, the earliest first. */
export function laterCopies(
  store: Store,
  of: { readonly principalIds: readonly string[]; readonly accounts: readonly string[] },
) {
  const mine = currentPrincipals(
    'provider, principal_id, granted_set, created_at, observed_at',
    'principal_id IN {principalIds: Array(String)}',
  );
  return store.query({
    name: 'later copies of a principal',
    sql: `SELECT o.principal_id AS id, toUnixTimestamp(assumeNotNull(o.created_at)) AS created
      FROM (${currentPrincipals('provider, principal_id, granted_set, created_at, observed_at', "account IN {accounts: Array(String)} AND kind != 'token'")}) AS o
      INNER JOIN (${mine}) AS m ON m.granted_set = o.granted_set
      WHERE o.granted_set != 0 AND o.principal_id != m.principal_id AND isNotNull(o.created_at) AND isNotNull(m.created_at) AND o.created_at > m.created_at
      ORDER BY created, id
      LIMIT 50`,
    params: { ...of },
    row: z.object({ id: z.string(), created: seconds }),
    settings: { distributed_product_mode: 'global' },
  });
}
