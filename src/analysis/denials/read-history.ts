import { z } from 'zod';
import { groupBy } from '../../model/group-by.ts';
import type { Store } from '../../store/store.ts';
import { type Scope, scopeParams, within } from '../scope.ts';

/** Since when a token calls from somewhere, or with something. */
export interface Origin {
  readonly kind: 'place' | 'agent';
  readonly value: string;
  /** Epoch day of its first call from there, whatever became of it. */
  readonly firstDay: number;
  /** Epoch days with calls that were let through. */
  readonly passedDays: number;
}

/** What is known of a token before and beside its refusals. */
export interface TokenHistory {
  readonly tokenId: string;
  readonly principalId: string;
  /** Epoch days with calls that were let through, ascending. */
  readonly days: readonly number[];
  readonly origins: readonly Origin[];
}

/** When a permission was let through on resources of one group. */
export interface Passed {
  readonly principalId: string;
  readonly permission: string;
  readonly group: string;
  /** UTC epoch seconds, ascending by day: first and last moment of each day with such a call. */
  readonly firstAt: number;
  readonly lastAt: number;
}

const passedOnly = "outcome IN ('allowed', 'error')";

/** Reads what tokens of some principals did up to a moment (epoch milliseconds), by principal. */
export async function readHistory(
  store: Store,
  to: number,
  scope?: Scope,
): Promise<ReadonlyMap<string, readonly TokenHistory[]>> {
  const params = { to: Math.floor((to - 1) / 1000), ...scopeParams(scope) };
  const [days, origins] = await Promise.all([
    store.query({
      name: 'days of tokens',
      sql: `SELECT token_id, principal_id, arraySort(groupUniqArray(4000)(toUInt32(day))) AS days
        FROM usage_v1 WHERE ${historyOf(scope)} AND ${passedOnly}
        GROUP BY token_id, principal_id LIMIT 100000`,
      params,
      row: z.object({ token_id: z.string(), principal_id: z.string(), days: z.array(z.number()) }),
    }),
    store.query({
      name: 'origins of tokens',
      sql: `SELECT token_id, principal_id, facet.1 AS kind, facet.2 AS value, toUInt32(min(day)) AS first_day,
          uniqExactIf(day, ${passedOnly}) AS passed_days
        FROM usage_v1
        ARRAY JOIN [('place', toString(place)), ('agent', toString(agent))] AS facet
        WHERE ${historyOf(scope)} AND facet.2 != ''
        GROUP BY token_id, principal_id, kind, value
        ORDER BY passed_days DESC, value
        LIMIT 200 BY token_id, principal_id, kind
        LIMIT 1000000`,
      params,
      row: z.object({
        token_id: z.string(),
        principal_id: z.string(),
        kind: z.enum(['place', 'agent']),
        value: z.string(),
        first_day: z.number(),
        passed_days: z.coerce.number(),
      }),
    }),
  ]);
  const keyOf = (row: { token_id: string; principal_id: string }): string =>
    `${row.token_id}\n${row.principal_id}`;
  const daysOf = new Map(days.map((row) => [keyOf(row), row.days]));
  const histories = [...groupBy(origins, keyOf)].map(([key, rows]) => ({
    tokenId: rows[0]?.token_id ?? '',
    principalId: rows[0]?.principal_id ?? '',
    days: daysOf.get(key) ?? [],
    origins: rows.map(({ kind, value, first_day, passed_days }) => ({
      kind,
      value,
      firstDay: first_day,
      passedDays: passed_days,
    })),
  }));
  return groupBy(histories, (history) => history.principalId);
}

/** Reads when wanted permissions were let through, for any token of their principals. */
export async function readPassed(
  store: Store,
  { to, permissions }: { readonly to: number; readonly permissions: readonly string[] },
  scope?: Scope,
): Promise<readonly Passed[]> {
  const rows = await store.query({
    name: 'days on which wants were let through',
    sql: `SELECT principal_id, permission, toString(resource_group) AS resources,
        toUnixTimestamp(min(first_seen)) AS first_at, toUnixTimestamp(max(last_seen)) AS last_at
      FROM usage_v1
      WHERE ${historyOf(scope)} AND ${passedOnly} AND permission IN {permissions: Array(String)}
      GROUP BY principal_id, permission, resources, day
      ORDER BY principal_id, permission, first_at
      LIMIT 2000000`,
    params: { to: Math.floor((to - 1) / 1000), permissions, ...scopeParams(scope) },
    row: z.object({
      principal_id: z.string(),
      permission: z.string(),
      resources: z.string(),
      first_at: z.coerce.number(),
      last_at: z.coerce.number(),
    }),
  });
  return rows.map((row) => ({
    principalId: row.principal_id,
    permission: row.permission,
    group: row.resources,
    firstAt: row.first_at,
    lastAt: row.last_at,
  }));
}

/** The catalogue numbers of all permissions that some principals used, by principal. */
export async function readUsedIds(
  store: Store,
  to: number,
  scope?: Scope,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const rows = await store.query({
    name: 'permissions used by principals',
    sql: `SELECT principal_id, groupUniqArrayArray(arrayConcat(allowed, failed)) AS ids
      FROM profiles_v1
      WHERE week <= toDate({to: UInt32}) AND ${within(scope, 'principal_id IN {principalIds: Array(String)}')}
      GROUP BY principal_id LIMIT 100000`,
    params: { to: Math.floor((to - 1) / 1000), ...scopeParams(scope) },
    row: z.object({ principal_id: z.string(), ids: z.array(z.number()) }),
  });
  return new Map(rows.map((row) => [row.principal_id, row.ids]));
}

function historyOf(scope: Scope | undefined): string {
  return `day <= toDate({to: UInt32}) AND ${within(
    scope,
    "principal_id IN {principalIds: Array(String)} AND (token_id = '' OR token_id IN {tokenIds: Array(String)})",
  )}`;
}
