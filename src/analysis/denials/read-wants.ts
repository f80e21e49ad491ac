import { z } from 'zod';
import type { Span } from '../../model/window.ts';
import type { Store } from '../../store/store.ts';
import { type Scope, scopeParams, within } from '../scope.ts';

/** One permission that one token was refused. */
export interface Want {
  readonly provider: string;
  readonly account: string;
  /** Empty where the calls name only a principal. */
  readonly tokenId: string;
  readonly tokenKind: string;
  readonly principalId: string;
  readonly principalKind: string;
  readonly permission: string;
  /** 0 where the catalogue does not know it. */
  readonly permissionId: number;
  readonly refusals: number;
  /** Epoch days, ascending, and the refusals of each. */
  readonly days: readonly number[];
  readonly dayRefusals: readonly number[];
  /** UTC epoch seconds. */
  readonly firstAt: number;
  readonly lastAt: number;
}

/** More are not read at once: a report of more is read by nobody. */
export const wantsMax = 10_000;

/** Denied calls of a span, by token and permission, most refusals first. */
export async function readWants(store: Store, span: Span, scope?: Scope): Promise<Want[]> {
  const rows = await store.query({
    name: 'refused wants',
    sql: `SELECT provider, any(u.account) AS account, token_id, any(u.token_kind) AS token_kind, principal_id,
        any(u.principal_kind) AS principal_kind, permission, max(u.permission_id) AS permission_id, sum(u.uses) AS refusals,
        sumMap([toUInt32(u.day)], [u.uses]) AS by_day, by_day.1 AS days, by_day.2 AS day_refusals,
        toUnixTimestamp(min(u.first_seen)) AS first_at, toUnixTimestamp(max(u.last_seen)) AS last_at
      FROM usage_v1 AS u
      WHERE ${refusedIn(scope)} AND permission != ''
      GROUP BY provider, token_id, principal_id, permission
      ORDER BY refusals DESC, token_id, principal_id, permission
      LIMIT ${wantsMax + 1}`,
    params: { ...spanParams(span), ...scopeParams(scope) },
    row: z.object({
      provider: z.string(),
      account: z.string(),
      token_id: z.string(),
      token_kind: z.string(),
      principal_id: z.string(),
      principal_kind: z.string(),
      permission: z.string(),
      permission_id: z.number(),
      refusals: z.coerce.number(),
      days: z.array(z.number()),
      day_refusals: z.array(z.coerce.number()),
      first_at: z.coerce.number(),
      last_at: z.coerce.number(),
    }),
  });
  return rows.map((row) => ({
    provider: row.provider,
    account: row.account,
    tokenId: row.token_id,
    tokenKind: row.token_kind,
    principalId: row.principal_id,
    principalKind: row.principal_kind,
    permission: row.permission,
    permissionId: row.permission_id,
    refusals: row.refusals,
    days: row.days,
    dayRefusals: row.day_refusals,
    firstAt: row.first_at,
    lastAt: row.last_at,
  }));
}

/** Counts refused calls of operations that no permission is known for. */
export async function countUnnamed(store: Store, span: Span, scope?: Scope): Promise<number> {
  const [row] = await store.query({
    name: 'refused calls without a permission',
    sql: `SELECT sum(calls) AS counted FROM usage_v1 WHERE ${refusedIn(scope)} AND permission = ''`,
    params: { ...spanParams(span), ...scopeParams(scope) },
    row: z.object({ counted: z.coerce.number() }),
  });
  return row?.counted ?? 0;
}

/** A want’s key: the same permission of the same token of the same principal. */
export function wantKey(want: Pick<Want, 'tokenId' | 'principalId' | 'permission'>): string {
  return `${want.tokenId}\n${want.principalId}\n${want.permission}`;
}

/** Condition for the refused rows of the usage, of a scope where there is one. */
export function refusedIn(scope: Scope | undefined): string {
  return `outcome = 'denied' AND day >= toDate({from: UInt32}) AND day <= toDate({to: UInt32})
        AND ${within(scope, "principal_id IN {principalIds: Array(String)} AND (token_id = '' OR token_id IN {tokenIds: Array(String)})")}`;
}

export function spanParams(span: Span): { from: number; to: number } {
  return { from: Math.floor(span.from / 1000), to: Math.floor((span.to - 1) / 1000) };
}
