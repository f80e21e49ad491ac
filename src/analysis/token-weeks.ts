import { z } from 'zod';
import type { Span } from '../model/window.ts';
import type { Store } from '../store/store.ts';

/** Calls of a token in the week that begins on a Monday, given as `2026-09-28`. */
export interface TokenWeek {
  readonly tokenId: string;
  readonly principalId: string;
  readonly week: string;
  readonly calls: number;
}

/** Reads the calls of some tokens by week, each as the principal that is named beside it. */
export async function tokenWeeks(
  store: Store,
  tokens: readonly { readonly id: string; readonly principal: string }[],
  span: Span,
): Promise<readonly TokenWeek[]> {
  if (tokens.length === 0) return [];
  const tokenIds = tokens.map(({ id }) => id);
  // The table is kept in the order of principals: without them it would be read from end to end.
  const principalIds = [...new Set(tokens.map(({ principal }) => principal))];
  const rows = await store.query({
    name: 'weeks of tokens',
    sql: `SELECT token_id, principal_id, toString(week) AS monday, sum(p.calls) AS counted
      FROM profiles_v1 AS p
      WHERE principal_id IN {principalIds: Array(String)} AND token_id IN {tokenIds: Array(String)}
        AND week >= toMonday(toDate({from: UInt32})) AND week <= toDate({to: UInt32})
      GROUP BY token_id, principal_id, week
      ORDER BY token_id, principal_id, week`,
    params: {
      tokenIds,
      principalIds,
      from: Math.floor(span.from / 1000),
      to: Math.floor((span.to - 1) / 1000),
    },
    row: z.object({
      token_id: z.string(),
      principal_id: z.string(),
      monday: z.string(),
      counted: z.coerce.number(),
    }),
  });
  return rows.map((row) => ({
    tokenId: row.token_id,
    principalId: row.principal_id,
    week: row.monday,
    calls: row.counted,
  }));
}
