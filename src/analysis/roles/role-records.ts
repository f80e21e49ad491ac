import { z } from 'zod';
import { PermissionSet } from '../../model/permission-set.ts';
import type { Store } from '../../store/store.ts';
import { currentGrants } from '../current-inventory.ts';
import { permissionSets } from '../granted.ts';

/** A named bundle of permissions as the latest inventory tells of it. */
export interface RoleRecord {
  readonly provider: string;
  readonly account: string;
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  /** UTC epoch seconds. */
  readonly createdAt: number | undefined;
  readonly changedAt: number | undefined;
  /** What it gives its holders; undefined where nobody holds it, since only a grant is read against the catalogue. */
  readonly permissions: PermissionSet | undefined;
  /** Whether what it gives is known in full. */
  readonly isComplete: boolean;
  /** Ids of its holders. */
  readonly holders: readonly string[];
  /** By holder, since when (UTC epoch seconds) the role is surely given; without those of whom nothing tells. */
  readonly since?: ReadonlyMap<string, number>;
}

const grantRow = z.object({
  provider: z.string(),
  role_id: z.string(),
  sets: z.array(z.string()),
  holders: z.array(z.string()),
  since: z.array(z.tuple([z.string(), z.coerce.number()])),
  is_allow: z.coerce.number(),
  is_unknown: z.coerce.number(),
});

const roleRow = z.object({
  provider: z.string(),
  account: z.string(),
  role_id: z.string(),
  kind: z.string(),
  name: z.string(),
  created_at: z.coerce.number(),
  changed_at: z.coerce.number(),
});

/** Reads the roles that give permissions, and those that nobody holds; what only limits or denies is left out. */
export async function roleRecords(store: Store): Promise<readonly RoleRecord[]> {
  const [grants, roles] = await Promise.all([grantRows(store), roleRows(store)]);
  const sets = await permissionSets(store, new Set(grants.flatMap((row) => row.sets)));
  const byRole = new Map(grants.map((row) => [keyOf(row), row]));
  const named = new Set(roles.map(keyOf));
  const unnamed = grants
    .filter((row) => !named.has(keyOf(row)))
    .map(({ provider, role_id }) => ({
      provider,
      role_id,
      account: '',
      kind: '',
      name: '',
      created_at: 0,
      changed_at: 0,
    }));
  return [...roles, ...unnamed].flatMap((role) => {
    const held = byRole.get(keyOf(role));
    // The power of an account’s root is not a bundle that anybody gives.
    if (held?.is_allow === 0 || role.kind === 'root') return [];
    return {
      provider: role.provider,
      account: role.account,
      id: role.role_id,
      kind: role.kind,
      name: role.name || role.role_id,
      createdAt: role.created_at || undefined,
      changedAt: role.changed_at || undefined,
      permissions: held && PermissionSet.unionOf(held.sets.map((id) => sets.get(id) ?? PermissionSet.empty)),
      isComplete: held?.is_unknown !== 1,
      holders: held?.holders ?? [],
      since: earliest(held?.since ?? []),
    };
  });
}

function keyOf({ provider, role_id: id }: { readonly provider: string; readonly role_id: string }): string {
  return `${provider}\n${id}`;
}

/** The first statement of a role that was given counts. */
function earliest(all: readonly (readonly [string, number])[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const [holder, at] of all) found.set(holder, Math.min(at, found.get(holder) ?? at));
  return found;
}

async function grantRows(store: Store): Promise<z.infer<typeof grantRow>[]> {
  const rows: z.infer<typeof grantRow>[] = [];
  const batches = store.stream({
    name: 'grants by role',
    sql: `SELECT provider, role_id, groupUniqArrayIf(toString(permission_set), effect = 'allow') AS sets,
        arraySort(groupUniqArray(principal_id)) AS holders,
        groupUniqArrayIf((principal_id, toUnixTimestamp(assumeNotNull(since))), since IS NOT NULL) AS since, max(effect = 'allow') AS is_allow, max(is_unknown) AS is_unknown
      FROM (${currentGrants('provider, principal_id, role_id, statement, path, effect, permission_set, is_unknown, since')})
      GROUP BY provider, role_id
      ORDER BY provider, role_id`,
    row: grantRow,
    settings: { distributed_product_mode: 'global' },
  });
  for await (const batch of batches) rows.push(...batch);
  return rows;
}

async function roleRows(store: Store): Promise<z.infer<typeof roleRow>[]> {
  const rows: z.infer<typeof roleRow>[] = [];
  const batches = store.stream({
    name: 'roles',
    sql: `SELECT provider, account, role_id, kind, name,
        toUnixTimestamp(coalesce(created_at, toDateTime64(0, 3, 'UTC'))) AS created_at,
        toUnixTimestamp(coalesce(changed_at, toDateTime64(0, 3, 'UTC'))) AS changed_at
      FROM roles_v1 AS known
      ORDER BY provider, role_id, known.observed_at DESC
      LIMIT 1 BY provider, role_id`,
    row: roleRow,
  });
  for await (const batch of batches) rows.push(...batch);
  return rows;
}
