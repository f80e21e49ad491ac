import { z } from 'zod';
import type { Span } from '../model/window.ts';
import type { Parameter, Store } from '../store/store.ts';
import { profilesOf } from '../store/tables/profiles.ts';
import { type Days, splitByWeek } from './held-weeks.ts';

/** A part of the profiles as a source of rows, and the parameters that it names. */
export interface ProfileRows {
  readonly sql: string;
  readonly params: Readonly<Record<string, Parameter>>;
}

/**
 * Gives the profiles of a span, `from` and `to` in UTC epoch milliseconds. Of whole weeks they are ready; only the days
 * around them are summed from the usage itself.
 * @param where which rows, by the columns that profiles and usage share
 * @param usageWhere what narrows the usage further, which is in the order of tokens
 */
export async function profileRows(
  store: Store,
  span: Span,
  where: string,
  usageWhere = '1',
): Promise<ProfileRows> {
  const { weeks, before, after } = splitByWeek(span, await heldDays(store));
  const parts = [
    `SELECT * FROM profiles_v1
        WHERE week >= toDate({weeksFrom: UInt32}) AND week < toDate({weeksTo: UInt32}) AND ${where}`,
    ...[['before', before] as const, ['after', after] as const].flatMap(([name, { from, to }]) =>
      from < to
        ? [
            profilesOf(
              `day >= toDate({${name}From: UInt32}) AND day < toDate({${name}To: UInt32}) AND ${where} AND ${usageWhere}`,
            ),
          ]
        : [],
    ),
  ];
  return {
    sql: parts.join('\n        UNION ALL\n        '),
    params: { ...bounds('weeks', weeks), ...bounds('before', before), ...bounds('after', after) },
  };
}

/** The engine answers this from what it knows of its partitions. */
async function heldDays(store: Store): Promise<Days> {
  const [held] = await store.query({
    name: 'days with usage',
    sql: 'SELECT toUInt32(min(day)) AS first, toUInt32(max(day)) AS last FROM usage_v1',
    row: z.object({ first: z.number(), last: z.number() }),
  });
  return { from: held?.first ?? 0, to: (held?.last ?? 0) + 1 };
}

const daySeconds = 86_400;

function bounds(name: string, { from, to }: Days): Record<string, number> {
  return { [`${name}From`]: Math.max(from, 0) * daySeconds, [`${name}To`]: Math.max(to, 0) * daySeconds };
}
