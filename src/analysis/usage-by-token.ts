import { z } from 'zod';
import type { Span } from '../model/window.ts';
import type { Store } from '../store/store.ts';

const usageRow = z.object({
  provider: z.string(),
  account: z.string(),
  token_id: z.string(),
  token_kind: z.string(),
  principal_id: z.string(),
  principal_kind: z.string(),
  /** Numbers of permissions whose calls were let through, also such that failed for another reason afterwards. */
  used: z.array(z.number()),
  /** Of these, the ones with at least one call that succeeded. */
  allowed: z.array(z.number()),
  denied: z.array(z.number()),
  calls: z.coerce.number(),
  /** Of these, the ones whose credential was refused. */
  turned_away: z.coerce.number(),
  first_seen: z.coerce.number(),
  last_seen: z.coerce.number(),
});

const principalsOf = `SELECT principal_id FROM usage_v1 WHERE token_id = {tokenId: String}
  UNION DISTINCT SELECT principal_id FROM tokens_v1 WHERE token_id = {tokenId: String}`;

/** What one token used in a span; `token_id` is empty for calls that name only the principal. */
export type TokenUsage = z.infer<typeof usageRow>;

/**
 * Sums the usage of every token and principal over a span; times are UTC epoch seconds.
 * @param tokenId limits the answer to the principals of this token, with all of their tokens
 */
export function usageByToken(store: Store, span: Span, tokenId?: string): Promise<TokenUsage[]> {
  const idsWhere = (condition: string): string =>
    `groupUniqArrayIf(permission_id, permission_id > 0 AND ${condition})`;
  return store.query({
    name: 'usage by token',
    sql: `SELECT
        provider, any(account) AS account, token_id, any(token_kind) AS token_kind, principal_id,
        any(principal_kind) AS principal_kind,
        ${idsWhere("outcome IN ('allowed', 'error')")} AS used,
        ${idsWhere("outcome = 'allowed'")} AS allowed,
        ${idsWhere("outcome = 'denied'")} AS denied,
        sum(u.calls) AS calls, sumIf(u.calls, outcome = 'authn_failed') AS turned_away, toUnixTimestamp(min(first_seen)) AS first_seen, toUnixTimestamp(max(last_seen)) AS last_seen
      FROM usage_v1 AS u
      WHERE day >= toDate({from: UInt32}) AND day <= toDate({to: UInt32})
        AND u.principal_kind NOT IN ('service', 'anonymous', 'service-linked role')
        ${tokenId === undefined ? '' : `AND principal_id IN (${principalsOf})`}
      GROUP BY provider, token_id, principal_id
      ORDER BY provider, token_id, principal_id`,
    params: {
      from: Math.floor(span.from / 1000),
      to: Math.floor((span.to - 1) / 1000),
      ...(tokenId === undefined ? {} : { tokenId }),
    },
    row: usageRow,
    settings: { optimize_aggregation_in_order: 1, distributed_product_mode: 'global' },
  });
}
