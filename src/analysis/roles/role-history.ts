import { z } from 'zod';
import { groupBy } from '../../model/group-by.ts';
import type { Store } from '../../store/store.ts';
import { isAsCode } from '../findings/acts/agent-kinds.ts';

/** Something that was done to a role. */
export interface RoleChange {
  /** UTC epoch seconds. */
  readonly at: number;
  /** create-role, modify-role, attach-role, detach-role, … */
  readonly change: string;
  readonly actor: string;
  /** Client that it was done with, as its family; empty if unknown. */
  readonly agent: string;
  /** Whether it came from what is kept as code, where changes are reviewed. */
  readonly isAsCode: boolean;
  readonly sample: string;
}

const changesMax = 20;

/** Reads what was done to roles, the latest first; of each the last twenty. */
export async function roleHistory(
  store: Store,
  roleIds: readonly string[],
): Promise<ReadonlyMap<string, readonly RoleChange[]>> {
  if (roleIds.length === 0) return new Map();
  const names = new Map(roleIds.flatMap((id) => [id, loggedName(id)].map((name) => [name, id] as const)));
  const about = `outcome = 'allowed' AND change NOT IN ('mint', 'sign-in')
        AND (subject_id IN {roleIds: Array(String)} OR object_id IN {roleIds: Array(String)})`;
  const rows = await store.query({
    name: 'history of roles',
    sql: `SELECT if(object_id IN {roleIds: Array(String)}, object_id, subject_id) AS role_id, change, actor_principal_id AS actor,
        toUnixTimestamp(changes.time) AS at, event_id, toString(agents.family) AS family
      FROM (SELECT * FROM changes_v1 WHERE ${about} ORDER BY time, event_id LIMIT 1 BY call_id) AS changes
      LEFT ANY JOIN (
        SELECT event_id, agent FROM calls_v1
        WHERE token_id IN (SELECT actor_token_id FROM changes_v1 WHERE ${about})
          AND event_id IN (SELECT event_id FROM changes_v1 WHERE ${about})
      ) AS calls USING (event_id)
      LEFT ANY JOIN (SELECT agent, family FROM agents_v1) AS agents ON agents.agent = calls.agent
      ORDER BY role_id, changes.time DESC, event_id
      LIMIT ${changesMax} BY role_id`,
    params: { roleIds: [...names.keys()] },
    row: z.object({
      role_id: z.string(),
      change: z.string(),
      actor: z.string(),
      at: z.coerce.number(),
      event_id: z.string(),
      family: z.string(),
    }),
    settings: { distributed_product_mode: 'global' },
  });
  const changes = rows.map((row) => ({
    roleId: names.get(row.role_id) ?? row.role_id,
    at: row.at,
    change: row.change,
    actor: row.actor,
    agent: row.family,
    isAsCode: isAsCode(row.family),
    sample: row.event_id,
  }));
  return new Map(
    [...groupBy(changes, ({ roleId }) => roleId)].map(([id, own]) => [
      id,
      own.map(({ roleId: _, ...change }) => change),
    ]),
  );
}

/** The record of a change names a bundle inside of its holder by a path; inventories mark its kind: `…#inline/deploy`. */
function loggedName(roleId: string): string {
  return roleId.replace(/#[a-z]+\//, '/');
}
