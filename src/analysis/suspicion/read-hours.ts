import { z } from 'zod';
import type { Store } from '../../store/store.ts';
import { type Scope, scopeParams } from '../scope.ts';
import type { ReadPlan } from './read-trails.ts';
import type { TrailHour } from './trail.ts';

interface HoursInput {
  readonly scope: Scope;
  readonly plans: readonly ReadPlan[];
  readonly to: number;
}

/**
 * Reads by the hour what is to be looked at of some principals: calls for permissions that were new, and all calls from
 * places that were new. The log of a called account may repeat a call: the caller’s own log tells it better.
 */
export async function readHours(
  store: Store,
  { scope, plans, to }: HoursInput,
): Promise<(TrailHour & { readonly principalId: string })[]> {
  const days = [...new Set(plans.flatMap(({ readDays }) => [...readDays]))].sort((a, b) => a - b);
  const rows = await store.query({
    name: 'hours of suspected principals',
    sql: `SELECT token_id, principal_id, toUInt32(intDiv(toUnixTimestamp(time), 3600)) AS hour, toString(addresses.place) AS place,
        toString(agents.family) AS agent, permission, count() AS calls, countIf(outcome = 'denied') AS refused, min(event_id) AS sample
      FROM (
        SELECT token_id, principal_id, time, address, agent, outcome, event_id, permissions
        FROM calls_v1
        WHERE token_id IN arrayPushBack({tokenIds: Array(String)}, '') AND principal_id IN {principalIds: Array(String)}
          AND has({days: Array(UInt32)}, toUInt32(toDate(time))) AND time < toDateTime({to: UInt32}, 'UTC') AND outcome != 'authn_failed'
        ORDER BY is_copy, event_id
        LIMIT 1 BY call_id
      ) AS calls
      ARRAY JOIN permissions AS permission
      LEFT ANY JOIN (SELECT address, place FROM addresses_v1) AS addresses ON addresses.address = calls.address
      LEFT ANY JOIN (SELECT agent, family FROM agents_v1) AS agents ON agents.agent = calls.agent
      WHERE has({fresh: Array(String)}, concat(principal_id, '\\n', permission))
        OR has({origins: Array(String)}, concat(token_id, '\\n', addresses.place))
      GROUP BY token_id, principal_id, hour, place, agent, permission
      ORDER BY hour, token_id, principal_id, place, agent, permission
      LIMIT 2000000`,
    params: {
      ...scopeParams(scope),
      days,
      to: Math.ceil(to / 1000),
      fresh: plans.flatMap(({ principalId, fresh }) =>
        fresh.map(({ permission }) => `${principalId}\n${permission}`),
      ),
      origins: plans.flatMap(({ origins }) => origins.map(({ tokenId, place }) => `${tokenId}\n${place}`)),
    },
    row: z.object({
      token_id: z.string(),
      principal_id: z.string(),
      hour: z.number(),
      place: z.string(),
      agent: z.string(),
      permission: z.string(),
      calls: z.coerce.number(),
      refused: z.coerce.number(),
      sample: z.string(),
    }),
    settings: { distributed_product_mode: 'global' },
  });
  return rows.map(({ token_id, principal_id, ...row }) => ({
    ...row,
    tokenId: token_id,
    principalId: principal_id,
  }));
}
