import { z } from 'zod';
import type { Span } from '../../../model/window.ts';
import type { Store } from '../../../store/store.ts';
import { type Scope, scopeParams, within } from '../../scope.ts';
import { usageOf } from '../../shared-usage.ts';
import { rowsByToken } from '../token-key.ts';
import { burstMin } from './find-burst.ts';

/** What a token was refused on one day. */
export interface RefusalDay {
  /** Epoch day. */
  readonly day: number;
  readonly refusals: number;
  readonly calls: number;
  /** Some of those that were refused, in order of name. */
  readonly permissions: readonly string[];
  readonly sample: string;
}

/** Reads the days of tokens that were once refused much on a day; by token and principal, days ascending. */
export async function refusalDays(
  store: Store,
  span: Span,
  scope?: Scope,
): Promise<ReadonlyMap<string, readonly RefusalDay[]>> {
  const usage = usageOf(scope);
  const of = `token_id != '' AND day >= toDate({from: UInt32}) AND day <= toDate({to: UInt32})
        AND ${within(scope, 'token_id IN {tokenIds: Array(String)}')}`;
  return rowsByToken(
    store,
    {
      name: 'days of refused tokens',
      sql: `SELECT token_id, principal_id, toUInt32(day) AS on_day, sumIf(usage_v1.calls, outcome = 'denied') AS refusals,
        sum(usage_v1.calls) AS calls, arraySlice(arraySort(groupUniqArrayIf(4000)(toString(permission), outcome = 'denied')), 1, 5) AS permissions,
        minIf(usage_v1.sample, outcome = 'denied') AS sample
      FROM ${usage.sql} AS usage_v1
      WHERE ${of} AND outcome != 'authn_failed' AND token_id IN (
        SELECT token_id FROM (
          SELECT token_id, day, sum(usage_v1.calls) AS refused FROM ${usage.sql} AS usage_v1 WHERE ${of} AND outcome = 'denied' GROUP BY token_id, day
        ) WHERE refused >= ${burstMin})
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
        refusals: z.coerce.number(),
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
