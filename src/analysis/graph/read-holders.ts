import { z } from 'zod';
import { holderId } from '../../model/holder-id.ts';
import type { Span } from '../../model/window.ts';
import type { Store } from '../../store/store.ts';
import { currentGrants } from '../current-inventory.ts';

/** How many holders, callers and roles a question looks at in one step. */
export const endsMax = 5_000;

/** A role as somebody holds it. */
export interface RoleHolder {
  /** As grants name holders: a principal, or one token alone. */
  readonly holder: string;
  readonly roleId: string;
  readonly path: readonly string[];
  readonly permissions: number;
}

/** Reads who holds some roles, as far as they allow anything. */
export async function holdersOfRoles(
  store: Store,
  roleIds: readonly string[],
): Promise<readonly RoleHolder[]> {
  if (roleIds.length === 0) return [];
  const rows = await store.query({
    name: 'holders of some roles',
    sql: `SELECT g.principal_id AS holder, g.role_id AS role_id, argMax(g.path, length(g.resources)) AS path, max(s.size) AS permissions
      FROM (${currentGrants('provider, principal_id, role_id, statement, path, permission_set, resources', "effect = 'allow' AND role_id IN {roleIds: Array(String)}")}) AS g
      LEFT ANY JOIN (SELECT set_id, size FROM permission_sets_v1) AS s ON s.set_id = g.permission_set
      GROUP BY holder, role_id
      ORDER BY permissions DESC, holder, role_id
      LIMIT ${endsMax + 1}`,
    params: { roleIds },
    row: z.object({
      holder: z.string(),
      role_id: z.string(),
      path: z.array(z.string()),
      permissions: z.coerce.number(),
    }),
    settings: { distributed_product_mode: 'global' },
  });
  return rows.map(({ role_id: roleId, ...row }) => ({ ...row, roleId }));
}

/** How often somebody called a resource. */
export interface Caller {
  readonly holder: string;
  readonly resource: string;
  readonly times: number;
  /** UTC epoch seconds. */
  readonly first: number;
  readonly last: number;
  readonly sample: string;
}

/** Reads who called some resources in a span: the token where it is one of its own, else whom it acts as. */
export async function callersOf(
  store: Store,
  span: Span,
  resources: readonly string[],
): Promise<readonly Caller[]> {
  if (resources.length === 0) return [];
  return store.query({
    name: 'callers of some resources',
    sql: `SELECT if(token_id IN ('', principal_id), principal_id, concat({mark: String}, token_id)) AS holder, resource_group AS resource,
        sum(u.uses) AS times, toUnixTimestamp(min(u.first_seen)) AS first, toUnixTimestamp(max(u.last_seen)) AS last, any(u.sample) AS sample
      FROM usage_v1 AS u
      WHERE resource_group IN {resources: Array(String)} AND outcome = 'allowed'
        AND day >= toDate({from: UInt32}) AND day <= toDate({to: UInt32})
      GROUP BY holder, resource
      ORDER BY times DESC, holder, resource
      LIMIT ${endsMax + 1}`,
    params: {
      resources,
      mark: holderId({ principalId: '', tokenId: '' }),
      from: Math.floor(span.from / 1000),
      to: Math.ceil(span.to / 1000),
    },
    row: z.object({
      holder: z.string(),
      resource: z.string(),
      times: z.coerce.number(),
      first: z.coerce.number(),
      last: z.coerce.number(),
      sample: z.string(),
    }),
  });
}

/** A role with the resources that it names. */
export interface NamingRole {
  readonly roleId: string;
  readonly provider: string;
  readonly account: string;
  readonly what: string;
  readonly name: string;
  readonly patterns: readonly string[];
}

/** Reads the roles that are held and name resources, each with the patterns it names them by. */
export async function rolesNaming(store: Store): Promise<readonly NamingRole[]> {
  const rows = await store.query({
    name: 'roles that name resources',
    sql: `SELECT g.role_id AS role_id, any(g.provider) AS provider, any(g.account) AS account, any(r.kind) AS what, any(r.name) AS name,
        arraySlice(arraySort(groupUniqArrayArray(g.resources)), 1, ${patternsMax}) AS patterns
      FROM (${currentGrants('provider, account, principal_id, role_id, statement, path, resources', "effect = 'allow' AND notEmpty(resources)")}) AS g
      LEFT ANY JOIN (SELECT role_id, kind, name FROM roles_v1) AS r ON r.role_id = g.role_id
      GROUP BY role_id
      ORDER BY role_id
      LIMIT ${endsMax + 1}`,
    row: z.object({
      role_id: z.string(),
      provider: z.string(),
      account: z.string(),
      what: z.string(),
      name: z.string(),
      patterns: z.array(z.string()),
    }),
    settings: { distributed_product_mode: 'global' },
  });
  return rows.map(({ role_id: roleId, ...row }) => ({ ...row, roleId }));
}

const patternsMax = 500;

/** Finds the role or the resource of an id, as inventories and calls know it. */
export async function endById(
  store: Store,
  id: string,
): Promise<
  | {
      readonly kind: 'role' | 'resource';
      readonly provider: string;
      readonly account: string;
      readonly what: string;
      readonly name: string;
    }
  | undefined
> {
  const [row] = await store.query({
    name: 'role or resource by its id',
    sql: `SELECT * FROM (
        SELECT 'role' AS kind, provider, account, kind AS what, name FROM roles_v1 WHERE role_id = {id: String} LIMIT 1
        UNION ALL
        SELECT 'resource' AS kind, provider, '' AS account, 'resource' AS what, resource_group AS name FROM usage_v1 WHERE resource_group = {id: String} LIMIT 1
        UNION ALL
        SELECT 'resource' AS kind, provider, '' AS account, 'resource' AS what, {id: String} AS name FROM grants_v1 WHERE has(resources, {id: String}) LIMIT 1
      )
      ORDER BY kind DESC
      LIMIT 1`,
    params: { id },
    row: z.object({
      kind: z.enum(['role', 'resource']),
      provider: z.string(),
      account: z.string(),
      what: z.string(),
      name: z.string(),
    }),
  });
  return row;
}
