import { z } from 'zod';
import { groupBy } from '../model/group-by.ts';
import { PermissionSet } from '../model/permission-set.ts';
import type { Span } from '../model/window.ts';
import type { Store } from '../store/store.ts';
import { currentGrants, currentPrincipals } from './current-inventory.ts';

/** What one principal may do, as its latest inventory says. */
export interface PrincipalGrants {
  readonly provider: string;
  readonly account: string;
  readonly principalId: string;
  readonly kind: string;
  readonly name: string;
  readonly owner: string;
  readonly ownerBasis: string;
  readonly granted: PermissionSet;
  /** Of these, the ones limited to some resources or held only under conditions. */
  readonly limited: PermissionSet;
  /** Of these, the ones that no grant gives that is older than the judged span. */
  readonly young: PermissionSet;
  readonly isComplete: boolean;
}

const principalRow = z.object({
  provider: z.string(),
  account: z.string(),
  principal_id: z.string(),
  kind: z.string(),
  name: z.string(),
  owner: z.string(),
  owner_basis: z.string(),
  granted_set: z.string(),
  conditional_set: z.string(),
  scoped_set: z.string(),
  is_complete: z.coerce.number(),
});

/** Reads what every principal may do. Principals that share a set share its object. */
export async function grantsByPrincipal(
  store: Store,
  span: Span,
): Promise<ReadonlyMap<string, PrincipalGrants>> {
  const sets = await permissionSets(store);
  const setOf = (id: string): PermissionSet => sets.get(id) ?? PermissionSet.empty;
  const young = await youngSets(store, span, setOf);
  const limits = new Map<string, PermissionSet>();
  const limitedOf = (row: z.infer<typeof principalRow>): PermissionSet => {
    const key = `${row.conditional_set} ${row.scoped_set}`;
    const known = limits.get(key) ?? setOf(row.conditional_set).union(setOf(row.scoped_set));
    limits.set(key, known);
    return known;
  };
  const rows = await store.query({
    name: 'principals',
    sql: currentPrincipals(
      `provider, account, principal_id, kind, name, owner, owner_basis, toString(granted_set) AS granted_set,
        toString(conditional_set) AS conditional_set, toString(scoped_set) AS scoped_set, is_complete`,
    ),
    row: principalRow,
  });
  return new Map(
    rows.map((row) => [
      row.principal_id,
      {
        provider: row.provider,
        account: row.account,
        principalId: row.principal_id,
        kind: row.kind,
        name: row.name,
        owner: row.owner,
        ownerBasis: row.owner_basis,
        granted: setOf(row.granted_set),
        limited: limitedOf(row),
        young: young(row.principal_id, setOf(row.granted_set)),
        isComplete: row.is_complete === 1,
      },
    ]),
  );
}

async function permissionSets(store: Store): Promise<ReadonlyMap<string, PermissionSet>> {
  const rows = await store.query({
    name: 'permission sets',
    sql: 'SELECT toString(set_id) AS id, members FROM permission_sets_v1 ORDER BY set_id LIMIT 1 BY provider, set_id',
    row: z.object({ id: z.string(), members: z.array(z.number()) }),
  });
  return new Map(rows.map((row) => [row.id, PermissionSet.of(row.members)]));
}

/**
 * A grant is young when its content changed, or it was attached, after the span began; all of a principal’s are when what
 * limits it changed. Attachments are only in the log: there a principal goes by its name, since the record of an attachment
 * does not tell its path.
 */
async function youngSets(
  store: Store,
  span: Span,
  setOf: (id: string) => PermissionSet,
): Promise<(principalId: string, granted: PermissionSet) => PermissionSet> {
  const from = Math.floor(span.from / 1000);
  const attached = await store.query({
    name: 'grants attached in the span',
    sql: `SELECT DISTINCT account, subject_id, object_id, change IN ('limit', 'unlimit') AS is_limit
      FROM changes_v1
      WHERE change IN ('attach-role', 'join-group', 'limit', 'unlimit') AND outcome = 'allowed' AND time >= toDateTime({from: UInt32}, 'UTC')`,
    params: { from },
    row: z.object({
      account: z.string(),
      subject_id: z.string(),
      object_id: z.string(),
      is_limit: z.coerce.number(),
    }),
  });
  const attachments = groupBy(attached, (row) => `${row.account} ${shortName(row.subject_id)}`);
  const names = new Set(attached.map((row) => shortName(row.subject_id).split('/').at(-1) ?? row.subject_id));
  const rows = await store.query({
    name: 'grants of principals with young ones',
    sql: currentGrants(
      `account, principal_id, role_id, path, toString(permission_set) AS permission_set,
        isNotNull(since) AND since >= toDateTime({from: UInt32}, 'UTC') AS is_young`,
      `effect = 'allow'
        AND (principal_id IN (
          SELECT principal_id FROM grants_v1 WHERE effect = 'allow' AND since >= toDateTime({from: UInt32}, 'UTC'))
          OR arrayElement(splitByChar('/', principal_id), -1) IN {names: Array(String)}
          OR hasAny(arrayMap(step -> arrayElement(splitByChar('/', step), -1), path), {names: Array(String)}))`,
    ),
    params: { from, names: [...names] },
    row: z.object({
      account: z.string(),
      principal_id: z.string(),
      role_id: z.string(),
      path: z.array(z.string()),
      permission_set: z.string(),
      is_young: z.coerce.number(),
    }),
    settings: { distributed_product_mode: 'global' },
  });
  const settled = new Map<string, PermissionSet>();
  for (const row of rows) {
    const holders = [shortName(row.principal_id), ...row.path.map(shortName)];
    const wasAttached = holders.some((holder) =>
      (attachments.get(`${row.account} ${holder}`) ?? []).some(
        ({ object_id: given, is_limit: isLimit }) =>
          isLimit === 1 || isSame(given, row.role_id) || holders.includes(shortName(given)),
      ),
    );
    const before = settled.get(row.principal_id) ?? PermissionSet.empty;
    const isYoung = row.is_young === 1 || wasAttached;
    settled.set(row.principal_id, isYoung ? before : before.union(setOf(row.permission_set)));
  }
  return (principalId, granted) => {
    const old = settled.get(principalId);
    return old ? granted.subtract(old) : PermissionSet.empty;
  };
}

/** `user/alice` of an ARN, whatever its path; of a step like `group/admins` the same. */
function shortName(id: string): string {
  const resource = id.split(':').at(-1) ?? id;
  const steps = resource.split('/');
  return steps.length > 1 ? `${steps[0]}/${steps.at(-1)}` : resource;
}

function isSame(given: string, roleId: string): boolean {
  return given === roleId || (given.includes('/') && roleId.endsWith(`/${given.split('/').at(-1)}`));
}
