import { z } from 'zod';
import type { Span } from '../../../model/window.ts';
import type { Store } from '../../../store/store.ts';
import { type Scope, scopeParams, within } from '../../scope.ts';
import { usageOf } from '../../shared-usage.ts';
import { rowsByToken } from '../token-key.ts';
import { surgeMin, surgeTimes } from './find-surge.ts';

/** The calls of a token on one day. */
export interface CallDay {
  /** Epoch day. */
  readonly day: number;
  readonly calls: number;
  /** Some of those that were called for, in order of name. */
  readonly permissions: readonly string[];
  readonly sample: string;
}

/** Reads the days of tokens of which one day stands far out; by token and principal, days ascending. */
export async function callDays(
  store: Store,
  span: Span,
  scope?: Scope,
): Promise<ReadonlyMap<string, readonly CallDay[]>> {
  const usage = usageOf(scope);
  const of = `token_id != '' AND outcome != 'authn_failed' AND day >= toDate({from: UInt32}) AND day <= toDate({to: UInt32})
        AND ${within(scope, 'token_id IN {tokenIds: Array(String)}')}`;
  return rowsByToken(
    store,
    {
      name: 'days of tokens with a surge',
      sql: `SELECT token_id, principal_id, toUInt32(day) AS on_day, sum(usage_v1.calls) AS calls,
        arraySlice(arraySort(groupUniqArray(4000)(toString(permission))), 1, 5) AS permissions, min(usage_v1.sample) AS sample
      FROM ${usage.sql} AS usage_v1
      WHERE ${of} AND token_id IN (
        SELECT token_id FROM (
          SELECT token_id, principal_id, day, sum(usage_v1.calls) AS made FROM ${usage.sql} AS usage_v1 WHERE ${of} GROUP BY token_id, principal_id, day
        ) GROUP BY token_id, principal_id HAVING max(made) >= ${surgeMin} AND max(made) >= ${surgeTimes} * quantileExact(0.5)(made))
      GROUP BY token_id, principal_id, on_day
      ORDER BY token_id, principal_id, on_day`,
      params: {
        from: Math.floor(span.from / 1000),
        to: Math.floor((span.to - 1) / 1000),
        ...scopeParams(scope),
        ...usage.params,
      },
      row: z.object({
        token_id: z.string(),
        principal_id: z.string(),
        on_day: z.coerce.number(),
        calls: z.coerce.number(),
        permissions: z.array(z.string()),
        sample: z.string(),
      }),
      settings: { distributed_product_mode: 'local' },
    },
    ({ on_day: day, ...rest }) => ({ day, ...rest }),
    scope,
  );
}
