import { z } from 'zod';
import type { Explanation } from '../model/report.ts';
import type { Span } from '../model/window.ts';
import type { Store } from '../store/store.ts';
import { currentGrants } from './current-inventory.ts';

const usageRow = z.object({
  token_id: z.string(),
  outcome: z.string(),
  uses: z.coerce.number(),
  first: z.coerce.number(),
  last: z.coerce.number(),
  resources: z.array(z.string()),
  sample: z.string(),
});

export type PermissionUsage = z.infer<typeof usageRow>;

/** Calls that needed one permission, by token of one principal and outcome. */
export function usageOfPermission(
  store: Store,
  {
    principalId,
    tokenIds,
    permission,
    span,
  }: { principalId: string; tokenIds: readonly string[]; permission: string; span: Span },
): Promise<PermissionUsage[]> {
  return store.query({
    name: 'usage of a permission',
    sql: `SELECT token_id, outcome, sum(uses) AS uses, toUnixTimestamp(min(first_seen)) AS first, toUnixTimestamp(max(last_seen)) AS last,
        arraySlice(arraySort(groupUniqArray(10000)(toString(resource_group))), 1, 20) AS resources,
        argMax(usage_v1.sample, (usage_v1.last_seen, usage_v1.sample)) AS sample
      FROM usage_v1
      WHERE token_id IN {tokenIds: Array(String)} AND principal_id = {principalId: String} AND permission = {permission: String}
        AND day >= toDate({from: UInt32}) AND day <= toDate({to: UInt32})
      GROUP BY token_id, outcome
      ORDER BY token_id, outcome`,
    params: {
      principalId,
      // Some calls name only the principal. The usage is in the order of tokens.
      tokenIds: ['', ...tokenIds],
      permission,
      from: Math.floor(span.from / 1000),
      to: Math.floor((span.to - 1) / 1000),
    },
    row: usageRow,
  });
}

/** The statements that speak of one permission for one holder of grants. */
export async function grantsOfPermission(
  store: Store,
  principalId: string,
  permissionId: number,
): Promise<Explanation['grantedBy']> {
  const rows = await store.query({
    name: 'grants of a permission',
    sql: `SELECT role_id, statement, effect, path, resources, is_conditional, toUnixTimestamp(coalesce(since, toDateTime64(0, 3, 'UTC'))) AS since
      FROM (${currentGrants('role_id, statement, effect, path, resources, is_conditional, since, permission_set', 'principal_id = {principalId: String}', 'principal_id = {principalId: String}')})
      WHERE permission_set IN (SELECT set_id FROM permission_sets_v1 WHERE has(members, {permissionId: UInt32}))
      ORDER BY effect, role_id, statement, path`,
    params: { principalId, permissionId },
    row: z.object({
      role_id: z.string(),
      statement: z.string(),
      effect: z.string(),
      path: z.array(z.string()),
      resources: z.array(z.string()),
      is_conditional: z.coerce.number(),
      since: z.coerce.number(),
    }),
    settings: { distributed_product_mode: 'global' },
  });
  return rows.map((row) => ({
    role: row.role_id,
    statement: row.statement,
    effect: row.effect,
    path: row.path,
    resources: row.resources,
    isConditional: row.is_conditional === 1,
    since: row.since > 0 ? new Date(row.since * 1000).toISOString() : null,
  }));
}

/** The provider’s own record of the last try of a permission, or of its service where `permission` is empty. */
export interface LastAccess {
  readonly service: string;
  readonly permission: string;
  /** UTC epoch seconds; undefined where the provider saw no try. */
  readonly usedAt: number | undefined;
}

/** Reads the provider’s own record of one permission and its service, the permission first. */
export async function lastAccessOf(
  store: Store,
  { principalId, service, permission }: { principalId: string; service: string; permission: string },
): Promise<LastAccess[]> {
  const rows = await store.query({
    name: 'last access of a permission',
    sql: `SELECT permission, toUnixTimestamp(used_at) AS used_at
      FROM last_accessed_v1
      WHERE principal_id = {principalId: String} AND service = {service: String} AND permission IN ('', {permission: String})
      ORDER BY permission DESC, observed_at DESC
      LIMIT 1 BY permission`,
    params: { principalId, service, permission },
    row: z.object({ permission: z.string(), used_at: z.coerce.number().nullable() }),
  });
  return rows.map((row) => ({ service, permission: row.permission, usedAt: row.used_at ?? undefined }));
}

/** When the provider itself last saw a token and its principal used; UTC epoch seconds. */
export interface LastUse {
  readonly token: number | undefined;
  readonly principal: number | undefined;
}

/** Reads the provider’s own record of last use from the inventories. */
export async function lastUseOf(
  store: Store,
  { tokenId, principalId }: { tokenId: string; principalId: string },
): Promise<LastUse> {
  const rows = await store.query({
    name: 'last use of a token',
    sql: `SELECT 'token' AS what, toUnixTimestamp(max(last_used_at)) AS used_at
      FROM tokens_v1 WHERE token_id = {tokenId: String}
      UNION ALL
      SELECT 'principal' AS what, toUnixTimestamp(max(last_used_at)) AS used_at
      FROM principals_v1 WHERE principal_id = {principalId: String}`,
    params: { tokenId, principalId },
    row: z.object({ what: z.enum(['token', 'principal']), used_at: z.coerce.number().nullable() }),
  });
  const of = (what: string): number | undefined =>
    rows.find((row) => row.what === what)?.used_at || undefined;
  return { token: of('token'), principal: of('principal') };
}
