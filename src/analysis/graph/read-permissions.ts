import { z } from 'zod';
import { findProvider } from '../../providers/register.ts';
import type { Store } from '../../store/store.ts';
import { currentGrants, currentPrincipals } from '../current-inventory.ts';

/** A grant of one permission to one holder. */
export interface HeldPermission {
  readonly provider: string;
  readonly account: string;
  readonly principalId: string;
  readonly permission: string;
  readonly roleId: string;
  readonly resources: readonly string[];
  readonly isConditional: boolean;
}

/** How many grants a question looks at in one step. */
export const grantsMax = 20_000;

export interface Holders {
  readonly provider: string;
  /** Names of permissions. */
  readonly permissions: readonly string[];
  /** Only these holders, or only those of these accounts. */
  readonly in: { readonly principalIds: readonly string[] } | { readonly accounts: readonly string[] };
}

/** Reads who is granted some permissions, on which resources, once everything that limits them is taken into account. */
export async function holdersOf(store: Store, holders: Holders): Promise<readonly HeldPermission[]> {
  const { catalogue } = findProvider(holders.provider);
  const names = new Map(
    holders.permissions.flatMap((name) => {
      const id = catalogue.find(name)?.id;
      return id === undefined ? [] : [[id, name] as const];
    }),
  );
  const narrow = Object.values(holders.in)[0] ?? [];
  if (names.size === 0 || narrow.length === 0) return [];
  const where =
    'principalIds' in holders.in
      ? "kind != 'token' AND principal_id IN {narrow: Array(String)}"
      : "kind != 'token' AND account IN {narrow: Array(String)}";
  const grantWhere =
    'principalIds' in holders.in
      ? 'principal_id IN {narrow: Array(String)}'
      : 'account IN {narrow: Array(String)}';
  const having = `SELECT set_id, arrayFilter(id -> has({ids: Array(UInt32)}, id), members) AS held FROM permission_sets_v1
        WHERE provider = {provider: String} AND hasAny(members, {ids: Array(UInt32)}) LIMIT 1 BY set_id`;
  const rows = await store.query({
    name: 'who is granted some permissions',
    sql: `SELECT account, g.principal_id AS principal_id, role_id, resources, is_conditional, arrayIntersect(by.held, all.held) AS ids
      FROM (
        SELECT * FROM (${currentGrants('account, principal_id, role_id, statement, path, permission_set, resources, is_conditional, provider', `provider = {provider: String} AND effect = 'allow' AND ${grantWhere}`, where)})
        WHERE permission_set IN (SELECT set_id FROM (${having}))
      ) AS g
      INNER JOIN (${having}) AS by ON by.set_id = g.permission_set
      INNER JOIN (
        SELECT principal_id, held FROM (${currentPrincipals('provider, principal_id, granted_set, observed_at', `provider = {provider: String} AND ${where}`)}) AS p
        INNER JOIN (${having}) AS sets ON sets.set_id = p.granted_set
      ) AS all ON all.principal_id = g.principal_id
      WHERE notEmpty(ids)
      ORDER BY principal_id, role_id, statement
      LIMIT ${grantsMax + 1}`,
    params: { provider: holders.provider, ids: [...names.keys()], narrow },
    row: grantRow,
    settings: { distributed_product_mode: 'global' },
  });
  return rows.flatMap((row) =>
    row.ids.map((id) => ({
      provider: holders.provider,
      account: row.account,
      principalId: row.principal_id,
      permission: names.get(id) ?? '',
      roleId: row.role_id,
      resources: row.resources,
      isConditional: row.is_conditional === 1,
    })),
  );
}

const grantRow = z.object({
  account: z.string(),
  principal_id: z.string(),
  role_id: z.string(),
  resources: z.array(z.string()),
  is_conditional: z.coerce.number(),
  ids: z.array(z.coerce.number()),
});
