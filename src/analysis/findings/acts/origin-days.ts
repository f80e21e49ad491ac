import { z } from 'zod';
import { PermissionSet } from '../../../model/permission-set.ts';
import type { Span } from '../../../model/window.ts';
import type { Store } from '../../../store/store.ts';
import { ofScopeInUsage, type Scope, scopeParams, within } from '../../scope.ts';
import { usageOf } from '../../shared-usage.ts';
import { rowsByToken } from '../token-key.ts';
import { agentsByHand } from './agent-kinds.ts';

/** What a token did from one place with one agent. */
export interface OriginDays {
  readonly place: string;
  readonly agent: string;
  /** Epoch days, ascending. */
  readonly days: readonly number[];
  readonly calls: number;
  readonly used: PermissionSet;
  readonly sample: string;
  /** Whether its principal is known as a person, or used by hand again and again with whichever of its tokens. */
  readonly isOfPerson: boolean;
}

/** Who was used by hand on so many days is a person. */
const personDaysMin = 10;
const bounds = 'day >= toDate({from: UInt32}) AND day <= toDate({to: UInt32})';

/** A person rests: who works on weekends as on other days for two weeks is a program, whatever the name of its agent. */
const rests = '(uniqExact(day) < 14 OR uniqExactIf(day, toDayOfWeek(day) >= 6) < 0.23 * uniqExact(day))';

/**
 * Reads where and with what long-lived tokens were used that have several origins, or are of a person; by token and principal.
 * @param persons ids of principals that are known to be people
 */
export async function originDays(
  store: Store,
  span: Span,
  persons: readonly string[],
  scope?: Scope,
): Promise<ReadonlyMap<string, readonly OriginDays[]>> {
  const usage = usageOf(scope);
  const of = `token_id != '' AND token_kind != 'session' AND outcome != 'authn_failed' AND ${bounds}
        AND ${within(scope, 'token_id IN {tokenIds: Array(String)}')}`;
  // Global, since the tokens of a principal lie on several shards.
  const isOfPerson = `(principal_id IN {persons: Array(String)} OR principal_id GLOBAL IN (
        SELECT principal_id FROM ${usage.sql} AS usage_v1
        WHERE agent IN {agents: Array(String)} AND outcome != 'authn_failed' AND principal_id != '' AND ${bounds}
          AND ${within(scope, ofScopeInUsage)}
        GROUP BY principal_id HAVING uniqExact(day) >= ${personDaysMin} AND ${rests}))`;
  return rowsByToken(
    store,
    {
      name: 'origins of tokens',
      sql: `SELECT token_id, principal_id, toString(place) AS place, toString(agent) AS agent,
        arraySort(groupUniqArray(toUInt16(day))) AS days, sum(usage_v1.calls) AS calls,
        groupUniqArrayIf(4000)(permission_id, permission_id > 0) AS used, min(usage_v1.sample) AS sample, max(${isOfPerson}) AS is_of_person
      FROM ${usage.sql} AS usage_v1
      WHERE ${of} AND (${isOfPerson} OR token_id IN (
        SELECT token_id FROM ${usage.sql} AS usage_v1 WHERE ${of} GROUP BY token_id HAVING uniqUpTo(1)(cityHash64(place, agent)) > 1))
      GROUP BY token_id, principal_id, place, agent
      ORDER BY token_id, principal_id, place, agent`,
      params: { ...params(span, scope), ...usage.params, agents: agentsByHand, persons },
      row: z.object({
        token_id: z.string(),
        principal_id: z.string(),
        place: z.string(),
        agent: z.string(),
        days: z.array(z.coerce.number()),
        calls: z.coerce.number(),
        used: z.array(z.coerce.number()),
        sample: z.string(),
        is_of_person: z.coerce.number(),
      }),
      settings: { distributed_product_mode: 'local' },
    },
    ({ used, is_of_person, ...rest }) => ({
      ...rest,
      used: PermissionSet.of(used),
      isOfPerson: is_of_person === 1,
    }),
    scope,
  );
}

/** Who sits at a place is there on so many days; a thief with a stolen secret is not. */
const sittingDaysMin = 5;

/** Reads where people sit: of each of some places, a few principals that are used by hand from there again and again. */
export async function peoplesPlaces(
  store: Store,
  span: Span,
  places: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (places.length === 0) return new Map();
  const rows = await store.query({
    name: 'places of people',
    sql: `SELECT toString(place) AS place, arraySort(groupUniqArray(3)(principal_id)) AS principals
      FROM (
        SELECT place, principal_id FROM usage_v1
        WHERE place IN {places: Array(String)} AND agent IN {agents: Array(String)} AND outcome != 'authn_failed' AND ${bounds}
        GROUP BY place, principal_id
        HAVING uniqExact(day) >= ${sittingDaysMin} AND ${rests}
      )
      GROUP BY place
      ORDER BY place
      LIMIT 20000`,
    params: { ...params(span), places, agents: agentsByHand },
    row: z.object({ place: z.string(), principals: z.array(z.string()) }),
  });
  return new Map(rows.map(({ place, principals }) => [place, principals]));
}

function params(span: Span, scope?: Scope) {
  return {
    from: Math.floor(span.from / 1000),
    to: Math.floor((span.to - 1) / 1000),
    ...scopeParams(scope),
  };
}
