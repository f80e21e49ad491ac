import { z } from 'zod';
import type { Span } from '../model/window.ts';
import type { Store } from '../store/store.ts';
import { profilesOf } from '../store/tables/profiles.ts';
import { type Days, splitDays } from './held-weeks.ts';

const dayMs = 86_400_000;
const daySeconds = 86_400;

/** A part of the profiles as a source of rows, and the parameters that it names. */
export interface ProfileRows {
  readonly sql: string;
  readonly params: Readonly<Record<string, number>>;
}

/**
 * Gives the profiles of a span, `from` and `to` in UTC epoch milliseconds. Of whole seasons and weeks they are ready; only
 * the days around them are summed from the usage itself.
 * @param where which rows, by the columns that profiles and usage share
 * @param usageWhere what narrows the usage further, which is in the order of tokens
 */
export async function profileRows(
  store: Store,
  span: Span,
  where: string,
  usageWhere = '1',
): Promise<ProfileRows> {
  const held = await heldDays(store);
  // Of other days there is nothing, and to look for it takes time.
  const asked = {
    from: Math.max(Math.floor(span.from / dayMs), held.from),
    to: Math.min(Math.floor((span.to - 1) / dayMs) + 1, held.to),
  };
  const { seasons, weeks, days } = splitDays(asked, held);
  const params: Record<string, number> = {};
  const within = (column: string, { from, to }: Days): string => {
    const bound = (day: number): string => {
      const name = `day${Math.max(day, 0)}`;
      params[name] = Math.max(day, 0) * daySeconds;
      return `toDate({${name}: UInt32})`;
    };
    return `${column} >= ${bound(from)} AND ${column} < ${bound(to)} AND ${where}`;
  };
  const parts = [
    ...seasons.map((piece) => `SELECT * FROM seasons_v1 WHERE ${within('week', piece)}`),
    ...weeks.map((piece) => `SELECT * FROM profiles_v1 WHERE ${within('week', piece)}`),
    ...days.map((piece) => profilesOf(`${within('day', piece)} AND ${usageWhere}`)),
  ];
  if (parts.length === 0) parts.push(`SELECT * FROM seasons_v1 WHERE 0 AND ${where}`);
  return { sql: parts.join('\n        UNION ALL\n        '), params };
}

/** The engine answers this from what it knows of its partitions. */
async function heldDays(store: Store): Promise<Days> {
  const [held] = await store.query({
    name: 'days with usage',
    sql: 'SELECT toUInt32(min(day)) AS first, toUInt32(max(day)) AS last FROM usage_v1',
    row: z.object({ first: z.number(), last: z.number() }),
    staysUntilLoad: true,
  });
  return { from: held?.first ?? 0, to: (held?.last ?? 0) + 1 };
}
