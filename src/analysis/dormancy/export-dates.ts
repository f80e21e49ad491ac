import { z } from 'zod';
import { accountKey } from '../../model/account-key.ts';
import type { Store } from '../../store/store.ts';
import { type Scope, within } from '../scope.ts';

const row = z.object({ provider: z.string(), account: z.string(), at: z.coerce.number() });

/**
 * Until when the exported inventory of each account surely speaks, by `accountKey`, UTC epoch seconds: the latest moment that it tells
 * of. The date of its file may be that of a copy, and a copy of an old export would call idle what was used since.
 */
export async function exportDates(store: Store, scope?: Scope): Promise<ReadonlyMap<string, number>> {
  const moments = [
    ['principals_v1', 'created_at'],
    ['principals_v1', 'last_used_at'],
    ['tokens_v1', 'created_at'],
    ['tokens_v1', 'last_used_at'],
    ['last_accessed_v1', 'used_at'],
  ] as const;
  const rows = await store.query({
    name: 'dates of exports',
    sql: `SELECT provider, account, toUnixTimestamp(max(moment)) AS at
      FROM (
        ${moments
          .map(
            ([table, column]) => `SELECT toString(provider) AS provider, toString(account) AS account,
          max(least(coalesce(${column}, toDateTime64(0, 3, 'UTC')), told.observed_at)) AS moment
        FROM ${table} AS told
        WHERE ${within(scope, 'account IN {accounts: Array(String)}')}
        GROUP BY provider, account`,
          )
          .join('\n        UNION ALL\n        ')}
      )
      GROUP BY provider, account
      ORDER BY provider, account`,
    ...(scope && { params: { accounts: scope.accounts } }),
    row,
    staysUntilLoad: true,
  });
  return new Map(rows.map((row) => [accountKey(row), row.at]));
}
