import { z } from 'zod';
import type { Span } from '../model/window.ts';
import type { Store } from '../store/store.ts';
import { mondayBefore, weekDays } from '../store/tables/seasons.ts';
import { rowsByToken, tokenKey } from './findings/token-key.ts';

const dayMs = 86_400_000;
const weeksMax = 13;

/** The calls of every token in the last weeks of a span. */
export interface TokenWeeks {
  /** Mondays, the latest last. */
  readonly mondays: readonly string[];
  /** Calls of a token under one principal, week by week. */
  readonly callsOf: (tokenId: string, principalId: string) => readonly number[];
}

/** Reads the calls of every token by week. */
export async function tokenWeeks(store: Store, span: Span): Promise<TokenWeeks> {
  const last = mondayOf(span.to - 1);
  const first = Math.max(mondayOf(span.from), last - (weeksMax - 1) * weekDays);
  const count = Math.max(1, (last - first) / weekDays + 1);
  const rows = await rowsByToken(
    store,
    {
      name: 'weeks of tokens',
      sql: `SELECT token_id, principal_id, groupArray(toUInt16(week)) AS weeks, groupArray(toFloat64(p.calls)) AS counted
        FROM profiles_v1 AS p
        WHERE week >= toDate({first: UInt16}) AND week <= toDate({last: UInt16})
        GROUP BY token_id, principal_id`,
      params: { first, last },
      row: z.object({
        token_id: z.string(),
        principal_id: z.string(),
        weeks: z.array(z.number()),
        counted: z.array(z.number()),
      }),
    },
    ({ weeks, counted }) => {
      const calls = Array.from({ length: count }, () => 0);
      for (const [at, week] of weeks.entries()) {
        const index = (week - first) / weekDays;
        calls[index] = (calls[index] ?? 0) + (counted[at] ?? 0);
      }
      return calls;
    },
    undefined,
  );
  const none = Array.from({ length: count }, () => 0);
  return {
    mondays: Array.from({ length: count }, (_, index) =>
      new Date((first + index * weekDays) * dayMs).toISOString().slice(0, 10),
    ),
    callsOf: (tokenId, principalId) => rows.get(tokenKey(tokenId, principalId))?.[0] ?? none,
  };
}

/** The Monday at or before a moment, in days since 1970. */
function mondayOf(time: number): number {
  return mondayBefore(Math.floor(time / dayMs), weekDays);
}
