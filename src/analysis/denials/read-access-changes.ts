import { z } from 'zod';
import { groupBy } from '../../model/group-by.ts';
import type { Store } from '../../store/store.ts';
import { currentGrants } from '../current-inventory.ts';
import { type Scope, scopeParams, within } from '../scope.ts';

/** A recorded change of what a principal may do. */
export interface AccessChange {
  /** UTC epoch seconds. */
  readonly at: number;
  readonly change: string;
  readonly subject: string;
  readonly object: string;
  readonly actor: string;
}

/** Changes that can only take permissions away; the others may give or take. */
export const takingChanges: ReadonlySet<string> = new Set([
  'detach-role',
  'leave-group',
  'limit',
  'delete-role',
]);

const accessChanges = [
  ...takingChanges,
  'attach-role',
  'modify-role',
  'create-role',
  'unlimit',
  'join-group',
  'modify-trust',
];

/** Reads changes of principals and of the roles and groups they hold, by principal, earliest first. */
export async function readAccessChanges(
  store: Store,
  { from, to }: { readonly from: number; readonly to: number },
  scope?: Scope,
): Promise<ReadonlyMap<string, readonly AccessChange[]>> {
  const [changes, held] = await Promise.all([
    store.query({
      name: 'changes of access',
      sql: `SELECT toUnixTimestamp(time) AS at, change, subject_kind, subject_id, object_id,
          if(actor_token_id != '', actor_token_id, actor_principal_id) AS actor
        FROM changes_v1
        WHERE change IN {changes: Array(String)} AND outcome = 'allowed' AND subject_id != ''
          AND time >= toDateTime({from: UInt32}, 'UTC') AND time <= toDateTime({to: UInt32}, 'UTC')
          AND (subject_kind != 'principal' OR ${within(scope, 'subject_id IN {principalIds: Array(String)}')})
        ORDER BY time, event_id
        LIMIT 1 BY call_id
        LIMIT 100000`,
      params: {
        changes: accessChanges,
        from: Math.floor(from / 1000),
        to: Math.ceil(to / 1000),
        ...scopeParams(scope),
      },
      row: z.object({
        at: z.coerce.number(),
        change: z.string(),
        subject_kind: z.string(),
        subject_id: z.string(),
        object_id: z.string(),
        actor: z.string(),
      }),
    }),
    heldBy(store, scope),
  ]);
  const entries = changes.flatMap(({ subject_kind, subject_id, object_id, ...row }) => {
    const change = { ...row, subject: subject_id, object: object_id };
    const principals =
      subject_kind === 'principal'
        ? [subject_id]
        : [...(held.get(subject_id) ?? []), ...(held.get(tailOf(subject_id)) ?? [])];
    return principals.map((principalId) => ({ principalId, change }));
  });
  return new Map(
    [...groupBy(entries, (entry) => entry.principalId)].map(([principalId, group]) => [
      principalId,
      group.map(({ change }) => change),
    ]),
  );
}

/** Who holds a role, by its id, and who is in a group, by its account and its element of the path. */
async function heldBy(
  store: Store,
  scope: Scope | undefined,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const where = within(scope, 'principal_id IN {principalIds: Array(String)}');
  const rows = await store.query({
    name: 'holders of roles',
    sql: `SELECT DISTINCT principal_id, toString(account) AS account, role_id, if(length(path) > 1, path[1], '') AS through
      FROM (${currentGrants('principal_id, account, role_id, path', where, where)})
      LIMIT 500000`,
    params: scopeParams(scope),
    row: z.object({
      principal_id: z.string(),
      account: z.string(),
      role_id: z.string(),
      through: z.string(),
    }),
    settings: { distributed_product_mode: 'global' },
  });
  const holders = new Map<string, Set<string>>();
  const add = (key: string, principalId: string): void => {
    const known = holders.get(key) ?? new Set();
    holders.set(key, known.add(principalId));
  };
  for (const { principal_id, account, role_id, through } of rows) {
    add(role_id, principal_id);
    if (through !== '') add(`${account}:${through}`, principal_id);
  }
  return new Map([...holders].map(([key, ids]) => [key, [...ids]]));
}

/** Account and name of a group, of an id that ends with both. */
function tailOf(id: string): string {
  return id.split(':').slice(-2).join(':');
}
