import { z } from 'zod';
import { groupBy } from '../../../model/group-by.ts';
import type { Span } from '../../../model/window.ts';
import type { Store } from '../../../store/store.ts';
import { type Scope, scopeParams, within } from '../../scope.ts';
import { floodMin } from './find-flood.ts';

/** Long-lived tokens that somebody made within one hour. */
export interface TokenBirths {
  readonly provider: string;
  readonly account: string;
  readonly actorToken: string;
  readonly actorPrincipal: string;
  /** UTC epoch hours. */
  readonly hour: number;
  readonly count: number;
  readonly tokens: readonly string[];
  /** For whom. */
  readonly holders: readonly string[];
  readonly sample: string;
}

/** Reads by the hour how many tokens were made, of all who once made many within an hour; by actor, hours ascending. */
export async function tokenBirths(
  store: Store,
  span: Span,
  scope?: Scope,
): Promise<ReadonlyMap<string, readonly TokenBirths[]>> {
  const made = `change = 'create-token' AND outcome = 'allowed' AND actor_principal_id != ''
        AND time >= fromUnixTimestamp64Milli({from: Int64}) AND time < fromUnixTimestamp64Milli({to: Int64})
        AND ${within(scope, 'actor_principal_id IN {principalIds: Array(String)}')}`;
  const rows = await store.query({
    name: 'tokens made by the hour',
    sql: `SELECT provider, any(changes_v1.account) AS account, any(actor_token_id) AS actor_token, actor_principal_id AS actor,
        toUInt32(intDiv(toUnixTimestamp(time), 3600)) AS hour, uniqExact(call_id) AS count,
        arraySort(groupUniqArray(200)(subject_id)) AS tokens, arraySort(groupUniqArray(200)(object_id)) AS holders, min(event_id) AS sample
      FROM changes_v1
      WHERE ${made} AND actor_principal_id IN (
        SELECT actor_principal_id FROM (
          SELECT actor_principal_id, toStartOfHour(time) AS hour, uniqExact(call_id) AS made FROM changes_v1
          WHERE ${made} GROUP BY actor_principal_id, hour
        ) WHERE made >= ${floodMin / 2})
      GROUP BY provider, actor, hour
      ORDER BY provider, actor, hour
      LIMIT 100000`,
    params: { from: span.from, to: span.to, ...scopeParams(scope) },
    row: z.object({
      provider: z.string(),
      account: z.string(),
      actor_token: z.string(),
      actor: z.string(),
      hour: z.coerce.number(),
      count: z.coerce.number(),
      tokens: z.array(z.string()),
      holders: z.array(z.string()),
      sample: z.string(),
    }),
    settings: { distributed_product_mode: 'global' },
  });
  const births = rows.map(({ actor, actor_token, holders, ...row }) => ({
    ...row,
    actorPrincipal: actor,
    actorToken: actor_token,
    holders: holders.filter((holder) => holder !== ''),
  }));
  return groupBy(births, ({ provider, actorPrincipal }) => `${provider}\n${actorPrincipal}`);
}
