import { z } from 'zod';
import { groupBy } from '../model/group-by.ts';
import { PermissionSet } from '../model/permission-set.ts';
import type { Span } from '../model/window.ts';
import type { Store } from '../store/store.ts';
import { currentGrants, currentPrincipals } from './current-inventory.ts';
import { idsText, setFrom } from './packed-ids.ts';
import { allRows, rowBatches } from './row-batches.ts';
import { type Scope, scopeParams, within } from './scope.ts';

/** What one principal, or one token with grants of its own, may do, as its latest inventory says. */
export interface PrincipalGrants {
  readonly provider: string;
  readonly account: string;
  /** Its id among holders. */
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

/** Reads what every holder of grants may do, by its id among holders. Holders that share a set share its object. */
export async function grantsByPrincipal(
  store: Store,
  span: Span,
  scope?: Scope,
): Promise<ReadonlyMap<string, PrincipalGrants>> {
  const [rows, given] = await Promise.all([principalRows(store, scope), youngCandidates(store, span, scope)]);
  const sets = await permissionSets(
    store,
    new Set([
      ...rows.flatMap((row) => [row.granted_set, row.conditional_set, row.scoped_set]),
      ...given.grants.map((row) => row.permission_set),
    ]),
  );
  const setOf = (id: string): PermissionSet => sets.get(id) ?? PermissionSet.empty;
  const young = youngSets(given, setOf);
  const limits = new Map<string, PermissionSet>();
  const limitedOf = (row: z.infer<typeof principalRow>): PermissionSet => {
    const key = `${row.conditional_set} ${row.scoped_set}`;
    const known = limits.get(key) ?? setOf(row.conditional_set).union(setOf(row.scoped_set));
    limits.set(key, known);
    return known;
  };
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

async function principalRows(
  store: Store,
  scope: Scope | undefined,
): Promise<z.infer<typeof principalRow>[]> {
  return allRows(
    store,
    {
      name: 'principals',
      sql: currentPrincipals(
        `provider, account, principal_id, kind, name, owner, owner_basis, toString(granted_set) AS granted_set,
          toString(conditional_set) AS conditional_set, toString(scoped_set) AS scoped_set, is_complete`,
        within(scope, 'principal_id IN {holderIds: Array(String)}'),
      ),
      params: scopeParams(scope),
      row: principalRow,
    },
    scope !== undefined,
  );
}

/** Of so many sets the members are read at once. */
const setsAtOnce = 200;

/** Reads sets of permissions by their ids. */
export async function permissionSets(
  store: Store,
  ids: ReadonlySet<string>,
): Promise<ReadonlyMap<string, PermissionSet>> {
  const sets = new Map<string, PermissionSet>();
  const query = {
    name: 'permission sets',
    sql: `SELECT toString(set_id) AS id, ${idsText('members')} AS packed
      FROM permission_sets_v1
      WHERE set_id IN (SELECT toUInt64(arrayJoin({ids: Array(String)})))
      ORDER BY set_id
      LIMIT 1 BY provider, set_id`,
    params: { ids: [...ids] },
    row: z.object({ id: z.string(), packed: z.string() }),
    staysUntilLoad: true,
    settings: { distributed_product_mode: 'global' },
  };
  for await (const batch of rowBatches(store, query, ids.size <= setsAtOnce)) {
    for (const { id, packed } of batch) sets.set(id, setFrom(packed));
  }
  return sets;
}

const attachmentRow = z.object({
  account: z.string(),
  subject_id: z.string(),
  object_id: z.string(),
  is_limit: z.coerce.number(),
  is_modified: z.coerce.number(),
});

const grantRow = z.object({
  account: z.string(),
  principal_id: z.string(),
  role_id: z.string(),
  path: z.array(z.string()),
  permission_set: z.string(),
  is_young: z.coerce.number(),
});

/** What was attached in the span, and the grants of principals of which some may be young. */
interface YoungCandidates {
  readonly attached: readonly z.infer<typeof attachmentRow>[];
  readonly grants: readonly z.infer<typeof grantRow>[];
}

async function youngCandidates(store: Store, span: Span, scope: Scope | undefined): Promise<YoungCandidates> {
  const from = Math.floor(span.from / 1000);
  const attached = await store.query({
    name: 'grants attached in the span',
    sql: `SELECT DISTINCT account, subject_id, object_id, change IN ('limit', 'unlimit') AS is_limit,
        change = 'modify-role' AS is_modified
      FROM changes_v1
      WHERE change IN ('attach-role', 'join-group', 'modify-role', 'limit', 'unlimit') AND outcome = 'allowed' AND time >= toDateTime({from: UInt32}, 'UTC')`,
    params: { from },
    row: attachmentRow,
    staysUntilLoad: true,
  });
  const names = new Set(attached.map((row) => shortName(row.subject_id).split('/').at(-1) ?? row.subject_id));
  const mine = within(scope, 'principal_id IN {holderIds: Array(String)}');
  const grants = await store.query({
    name: 'grants of principals with young ones',
    sql: currentGrants(
      `account, principal_id, role_id, path, toString(permission_set) AS permission_set,
        isNotNull(since) AND since >= toDateTime({from: UInt32}, 'UTC') AS is_young`,
      `effect = 'allow' AND ${mine}
        AND (principal_id IN (
          SELECT principal_id FROM grants_v1 WHERE effect = 'allow' AND ${mine} AND since >= toDateTime({from: UInt32}, 'UTC'))
          OR arrayElement(splitByChar('/', principal_id), -1) IN {names: Array(String)}
          OR arrayElement(splitByChar('/', role_id), -1) IN {names: Array(String)}
          OR hasAny(arrayMap(step -> arrayElement(splitByChar('/', step), -1), path), {names: Array(String)}))`,
      mine,
    ),
    params: { from, ...scopeParams(scope), names: [...names] },
    row: grantRow,
    settings: { distributed_product_mode: 'global' },
  });
  return { attached, grants };
}

/**
 * A grant is young when its role was written to, or it was attached, after the span began; all of a principal’s are when what
 * limits it changed. Attachments are only in the log: there a principal goes by its name, since the record of an attachment
 * does not tell its path.
 */
function youngSets(
  { attached, grants }: YoungCandidates,
  setOf: (id: string) => PermissionSet,
): (principalId: string, granted: PermissionSet) => PermissionSet {
  const attachments = groupBy(
    attached.filter((row) => row.is_modified === 0),
    (row) => `${row.account} ${shortName(row.subject_id)}`,
  );
  const modified = new Set(attached.filter((row) => row.is_modified === 1).map((row) => row.subject_id));
  const settled = new Map<string, PermissionSet>();
  for (const row of grants) {
    const holders = [shortName(row.principal_id), ...row.path.map(shortName)];
    const wasAttached = holders.some((holder) =>
      (attachments.get(`${row.account} ${holder}`) ?? []).some(
        ({ object_id: given, is_limit: isLimit }) =>
          isLimit === 1 || isSame(given, row.role_id) || holders.includes(shortName(given)),
      ),
    );
    const before = settled.get(row.principal_id) ?? PermissionSet.empty;
    const isYoung = row.is_young === 1 || wasAttached || modified.has(row.role_id);
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
