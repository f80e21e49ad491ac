import { z } from 'zod';
import type { PermissionSet } from '../model/permission-set.ts';
import type { Span } from '../model/window.ts';
import type { Store } from '../store/store.ts';
import { withoutToken } from '../store/without-token.ts';
import { idsText, setFrom } from './packed-ids.ts';
import { profileRows } from './profile-rows.ts';
import { rowBatches } from './row-batches.ts';
import { type Scope, scopeParams, within } from './scope.ts';

const ids = z.string().transform(setFrom);

const usageRow = z.object({
  provider: z.string(),
  account: z.string(),
  token_id: z.string(),
  token_kind: z.string(),
  principal_id: z.string(),
  principal_kind: z.string(),
  allowed: ids,
  failed: ids,
  denied: ids,
  calls: z.coerce.number(),
  turned_away: z.coerce.number(),
  first_seen: z.coerce.number(),
  last_seen: z.coerce.number(),
});

/** What one token used in a span; `token_id` is empty for calls that name only the principal. */
export interface TokenUsage extends Omit<z.infer<typeof usageRow>, 'failed'> {
  /** Numbers of permissions whose calls were let through, also such that failed for another reason afterwards. */
  readonly used: PermissionSet;
  /** Of these, the ones with at least one call that succeeded. */
  readonly allowed: PermissionSet;
  readonly denied: PermissionSet;
  /** Of the calls, the ones whose credential was refused. */
  readonly turned_away: number;
}

/** Sums the usage of every token and principal over a span; times are UTC epoch seconds. */
export async function usageByToken(store: Store, span: Span, scope?: Scope): Promise<TokenUsage[]> {
  const callers = `principal_kind NOT IN ${withoutToken} AND ${within(
    scope,
    `principal_id IN {principalIds: Array(String)}
      OR (principal_id IN {otherNames: Array(String)} AND token_id IN {tokenIds: Array(String)})`,
  )}`;
  const ofTokens = within(scope, `token_id = '' OR token_id IN {tokenIds: Array(String)}`);
  const parts = await profileRows(store, span, callers, ofTokens);
  const query = {
    name: 'usage by token',
    sql: `SELECT
        provider, any(parts.account) AS account, token_id, any(parts.token_kind) AS token_kind, principal_id,
        any(parts.principal_kind) AS principal_kind,
        ${idsText('groupUniqArrayArray(parts.allowed)')} AS allowed, ${idsText('groupUniqArrayArray(parts.failed)')} AS failed,
        ${idsText('groupUniqArrayArray(parts.denied)')} AS denied,
        sum(parts.calls) AS calls, sum(parts.turned_away) AS turned_away,
        toUnixTimestamp(min(parts.first_seen)) AS first_seen, toUnixTimestamp(max(parts.last_seen)) AS last_seen
      FROM (
        ${parts.sql}
      ) AS parts
      GROUP BY provider, token_id, principal_id
      ORDER BY provider, token_id, principal_id`,
    params: { ...parts.params, ...scopeParams(scope) },
    row: usageRow,
  };
  const rows: TokenUsage[] = [];
  for await (const batch of rowBatches(store, query, scope !== undefined))
    for (const row of batch) rows.push(usageOf(row));
  return rows;
}

function usageOf({ failed, ...row }: z.infer<typeof usageRow>): TokenUsage {
  return { ...row, used: row.allowed.union(failed) };
}
