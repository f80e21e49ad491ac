import { z } from 'zod';
import type { Store } from '../../store/store.ts';

const changeRow = z.object({
  at: z.coerce.number(),
  change: z.string(),
  subject_id: z.string(),
  object_id: z.string(),
  outcome: z.string(),
  token: z.string(),
  principal: z.string(),
  address: z.string(),
  agent: z.string(),
  session: z.string(),
  event_id: z.string(),
});
export type SubjectChange = z.infer<typeof changeRow>;

/** How many changes of one token or principal are read, the latest first. */
export const changesMax = 500;

/**
 * Reads what was done to tokens and principals, and was tried, with where the call came from. Records name some by less than
 * their whole id: an id that ends in the same name, of the same kind and account, is theirs.
 */
export async function subjectChanges(
  store: Store,
  subject: { readonly ids: readonly string[]; readonly accounts: readonly string[] },
): Promise<readonly SubjectChange[]> {
  const rows = await store.query({
    name: 'what was done to a subject',
    sql: `SELECT toUnixTimestamp64Milli(time) AS at, change, subject_id, object_id, outcome, actor_token_id AS token,
        actor_principal_id AS principal, '' AS address, '' AS agent, '' AS session, event_id
      FROM changes_v1
      WHERE change NOT IN ('mint', 'sign-in')
        AND (subject_id IN {ids: Array(String)} OR object_id IN {ids: Array(String)}
          OR (account IN {accounts: Array(String)} AND concat(splitByChar('/', subject_id)[1], '/', splitByChar('/', subject_id)[-1]) IN {short: Array(String)}))
      ORDER BY time DESC, event_id
      LIMIT 1 BY call_id
      LIMIT ${changesMax + 1}`,
    params: {
      ids: subject.ids,
      accounts: subject.accounts,
      short: subject.ids.filter((id) => id.includes('/')).map(shortened),
    },
    row: changeRow,
  });
  const origins = await originsOf(store, rows);
  return rows.map((row) => ({ ...row, ...origins.get(row.event_id) }));
}

/** The first and last part of an id that is a path. */
function shortened(id: string): string {
  const parts = id.split('/');
  return `${parts[0]}/${parts.at(-1)}`;
}

async function originsOf(
  store: Store,
  rows: readonly SubjectChange[],
): Promise<ReadonlyMap<string, Pick<SubjectChange, 'address' | 'agent' | 'session'>>> {
  if (rows.length === 0) return new Map();
  const times = rows.map(({ at }) => at);
  const found = await store.query({
    name: 'where changes were made from',
    sql: `SELECT event_id, any(c.address) AS address, any(c.agent) AS agent, any(c.session) AS session
      FROM calls_v1 AS c
      WHERE event_id IN {ids: Array(String)}
        AND time >= fromUnixTimestamp64Milli({from: Int64}, 'UTC') AND time <= fromUnixTimestamp64Milli({to: Int64}, 'UTC')
      GROUP BY event_id
      LIMIT ${changesMax + 1}`,
    params: { ids: rows.map(({ event_id: id }) => id), from: Math.min(...times), to: Math.max(...times) },
    row: changeRow.pick({ event_id: true, address: true, agent: true, session: true }),
  });
  return new Map(found.map(({ event_id: id, ...origin }) => [id, origin]));
}
