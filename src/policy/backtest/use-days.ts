import { z } from 'zod';
import { idsText } from '../../analysis/packed-ids.ts';
import { type Scope, scopeParams, within } from '../../analysis/scope.ts';
import type { Span } from '../../model/window.ts';
import type { Parameter, Store } from '../../store/store.ts';

/** On which days one permission was used with one outcome. */
export interface PermissionDays {
  readonly permission: number;
  /** Epoch days, ascending, each once. */
  readonly days: Uint16Array;
  /** Calls that needed it. */
  readonly calls: number;
}

/** What one token used, day by day; its id is empty for calls that name only the principal. */
export interface TokenDays {
  readonly id: string;
  readonly allowed: readonly PermissionDays[];
  /** Let through, and failed for another reason. */
  readonly failed: readonly PermissionDays[];
  readonly denied: readonly PermissionDays[];
}

/** A principal with all that its tokens did, day by day. */
export interface HolderDays {
  readonly provider: string;
  readonly account: string;
  readonly principalId: string;
  readonly tokens: readonly TokenDays[];
}

const numbers = (bytesEach: 1 | 2 | 4) =>
  z.string().transform((text) => {
    const { buffer } = Uint8Array.from(Buffer.from(text, 'base64'));
    if (bytesEach === 1) return new Uint8Array(buffer);
    return bytesEach === 2 ? new Uint16Array(buffer) : new Uint32Array(buffer);
  });

const tokenRow = z.object({
  provider: z.string(),
  account: z.string(),
  principal_id: z.string(),
  token_id: z.string(),
  permissions: numbers(4),
  outcomes: numbers(1),
  calls: numbers(4),
  lengths: numbers(2),
  days: numbers(2),
});

/** Rows of usage that the engine sums up at once; more are taken in parts. */
const rowsMax = 40_000_000;
const limits = { seconds: 600, memoryBytes: 4 * 1024 ** 3 };
/** Nobody writes policies for these: they are the provider’s own, other people’s, or cannot be limited. */
export const outsiders: readonly string[] = [
  'service',
  'anonymous',
  'service-linked role',
  'external',
  'federated',
  'directory user',
  'root',
  'unknown',
];

/**
 * Reads what every principal used on which day, one principal after the other: memory stays flat however large the
 * fleet is. Principals without a call are left out.
 */
export async function* holderDays(store: Store, span: Span, scope?: Scope): AsyncGenerator<HolderDays> {
  const { where, params } = usageWithin(span, scope);
  const { rows } = await usageSize(store, span, scope);
  const parts = Math.max(1, Math.ceil(rows / rowsMax));
  for (let part = 0; part < parts; part++)
    yield* grouped(tokenRows(store, where, { ...params, parts, part }));
}

/** Tells how many principals {@link holderDays} gives, nearly. */
export async function countHolders(store: Store, span: Span, scope?: Scope): Promise<number> {
  return (await usageSize(store, span, scope)).principals;
}

async function usageSize(
  store: Store,
  span: Span,
  scope: Scope | undefined,
): Promise<{ readonly rows: number; readonly principals: number }> {
  const { where, params } = usageWithin(span, scope);
  const [size] = await store.query({
    name: 'usage to replay',
    sql: `SELECT count() AS rows, uniq(principal_id) AS principals FROM usage_v1 WHERE ${where}`,
    params,
    row: z.object({ rows: z.coerce.number(), principals: z.coerce.number() }),
  });
  return size ?? { rows: 0, principals: 0 };
}

function usageWithin(span: Span, scope: Scope | undefined) {
  return {
    where: `day >= toDate({from: UInt32}) AND day <= toDate({to: UInt32}) AND permission_id > 0
          AND outcome IN ('allowed', 'error', 'denied') AND principal_kind NOT IN {outsiders: Array(String)}
          AND ${within(scope, `principal_id IN {principalIds: Array(String)} AND (token_id = '' OR token_id IN {tokenIds: Array(String)})`)}`,
    params: {
      from: Math.floor(span.from / 1000),
      to: Math.floor((span.to - 1) / 1000),
      outsiders,
      ...scopeParams(scope),
    },
  };
}

type Row = z.infer<typeof tokenRow>;

async function* tokenRows(
  store: Store,
  where: string,
  params: Readonly<Record<string, Parameter>>,
): AsyncGenerator<Row> {
  const batches = store.stream({
    name: 'days of use',
    sql: `SELECT provider, any(home) AS account, principal_id, token_id,
        ${idsText('groupArray(permission_id)')} AS permissions, ${idsText('groupArray(outcome_number)')} AS outcomes,
        ${idsText('groupArray(uses_of.calls)')} AS calls, ${idsText('groupArray(toUInt16(length(uses_of.days)))')} AS lengths,
        ${idsText('arrayFlatten(groupArray(uses_of.days))')} AS days
      FROM (
        SELECT provider, any(toString(u.account)) AS home, principal_id, token_id,
          permission_id, toUInt8(indexOf(['allowed', 'error', 'denied'], toString(outcome))) AS outcome_number,
          toUInt32(least(sum(u.uses), 4294967295)) AS calls, arraySort(groupUniqArray(toUInt16(day))) AS days
        FROM usage_v1 AS u
        WHERE ${where} AND cityHash64(principal_id) % {parts: UInt32} = {part: UInt32}
        GROUP BY provider, principal_id, token_id, permission_id, outcome_number
      ) AS uses_of
      GROUP BY provider, principal_id, token_id
      ORDER BY provider, principal_id, token_id`,
    params,
    row: tokenRow,
    limits,
  });
  for await (const batch of batches) yield* batch;
}

/** Rows come in the order of principals. */
async function* grouped(rows: AsyncIterable<Row>): AsyncGenerator<HolderDays> {
  let open: Row[] = [];
  for await (const row of rows) {
    const [first] = open;
    if (first && (first.principal_id !== row.principal_id || first.provider !== row.provider)) {
      yield holderOf(first, open);
      open = [];
    }
    open.push(row);
  }
  const [first] = open;
  if (first) yield holderOf(first, open);
}

function holderOf(first: Row, rows: readonly Row[]): HolderDays {
  return {
    provider: first.provider,
    account: first.account,
    principalId: first.principal_id,
    tokens: rows.map(tokenOf),
  };
}

function tokenOf(row: Row): TokenDays {
  const byOutcome: [PermissionDays[], PermissionDays[], PermissionDays[]] = [[], [], []];
  let at = 0;
  for (const [index, permission] of row.permissions.entries()) {
    const length = row.lengths[index] ?? 0;
    const days = Uint16Array.from(row.days.subarray(at, at + length));
    byOutcome[(row.outcomes[index] ?? 1) - 1]?.push({ permission, days, calls: row.calls[index] ?? 0 });
    at += length;
  }
  const [allowed, failed, denied] = byOutcome;
  return { id: row.token_id, allowed, failed, denied };
}
