import { z } from 'zod';
import { groupBy } from '../../model/group-by.ts';
import type { Span } from '../../model/window.ts';
import type { Store } from '../../store/store.ts';
import { type Scope, scopeParams, within } from '../scope.ts';
import { refusedIn, spanParams, type Want, wantKey } from './read-wants.ts';

/** Of what, from where and with what a want was refused. */
export interface WantFacets {
  readonly resources: readonly Counted[];
  readonly places: readonly Counted[];
  readonly agents: readonly Counted[];
}

export interface Counted {
  readonly value: string;
  readonly refusals: number;
}

/** How a want was refused. */
export interface Refusal {
  /** Kind of policy, where the record says so. */
  readonly policy: string;
  readonly error: string;
  readonly refusals: number;
}

export interface RefusedCall {
  /** UTC epoch seconds. */
  readonly at: number;
  readonly eventId: string;
  readonly operation: string;
  readonly resource: string;
}

const shownMax = 20;
const samplesMax = 3;

/** Resources, places and agents of refused calls by want, most refusals first. */
export async function readWantFacets(
  store: Store,
  span: Span,
  scope?: Scope,
): Promise<ReadonlyMap<string, WantFacets>> {
  const rows = await store.query({
    name: 'facets of refused wants',
    sql: `SELECT token_id, principal_id, permission, facet.1 AS kind, facet.2 AS value, sum(uses) AS refusals
      FROM usage_v1
      ARRAY JOIN [('resource', toString(resource_group)), ('place', toString(place)), ('agent', toString(agent))] AS facet
      WHERE ${refusedIn(scope)} AND permission != '' AND facet.2 != ''
      GROUP BY token_id, principal_id, permission, kind, value
      ORDER BY refusals DESC, value
      LIMIT ${shownMax} BY token_id, principal_id, permission, kind
      LIMIT 500000`,
    params: { ...spanParams(span), ...scopeParams(scope) },
    row: z.object({
      token_id: z.string(),
      principal_id: z.string(),
      permission: z.string(),
      kind: z.string(),
      value: z.string(),
      refusals: z.coerce.number(),
    }),
  });
  const byWant = groupBy(rows, keyOf);
  return new Map(
    [...byWant].map(([key, facets]) => {
      const of = (kind: string): Counted[] => facets.filter((facet) => facet.kind === kind);
      return [key, { resources: of('resource'), places: of('place'), agents: of('agent') }];
    }),
  );
}

/** Which kinds of policy refused, by want. */
export async function readRefusals(
  store: Store,
  span: Span,
  scope?: Scope,
): Promise<ReadonlyMap<string, readonly Refusal[]>> {
  const rows = await store.query({
    name: 'reasons of refusals',
    sql: `SELECT token_id, principal_id, arrayJoin(permissions) AS permission, toString(denied_by) AS policy, toString(error_code) AS error,
        uniqExact(call_id) AS refusals
      FROM calls_v1
      WHERE ${refusedCalls(scope)}
      GROUP BY token_id, principal_id, permission, policy, error
      ORDER BY refusals DESC, policy, error
      LIMIT ${shownMax} BY token_id, principal_id, permission
      LIMIT 200000`,
    params: { ...spanParams(span), ...scopeParams(scope) },
    row: z.object({
      token_id: z.string(),
      principal_id: z.string(),
      permission: z.string(),
      policy: z.string(),
      error: z.string(),
      refusals: z.coerce.number(),
    }),
  });
  return groupBy(rows, keyOf);
}

/** The latest refused calls of every want. */
export async function readRefusedCalls(
  store: Store,
  span: Span,
  scope?: Scope,
): Promise<ReadonlyMap<string, readonly RefusedCall[]>> {
  const rows = await store.query({
    name: 'refused calls',
    sql: `SELECT token_id, principal_id, arrayJoin(permissions) AS permission, toUnixTimestamp(max(time)) AS at,
        min(event_id) AS event_id, any(concat(source, ' ', operation)) AS operation, max(resource) AS resource
      FROM calls_v1
      WHERE ${refusedCalls(scope)}
      GROUP BY token_id, principal_id, permission, call_id
      ORDER BY at DESC, event_id
      LIMIT ${samplesMax} BY token_id, principal_id, permission
      LIMIT 50000`,
    params: { ...spanParams(span), ...scopeParams(scope) },
    row: z.object({
      token_id: z.string(),
      principal_id: z.string(),
      permission: z.string(),
      at: z.coerce.number(),
      event_id: z.string(),
      operation: z.string(),
      resource: z.string(),
    }),
  });
  return groupBy(
    rows.map(({ event_id, ...row }) => ({ ...row, eventId: event_id })),
    keyOf,
  );
}

/** Condition for the refused calls of a span, of a scope where there is one. They lie in the order of their tokens. */
export function refusedCalls(scope: Scope | undefined): string {
  return `outcome = 'denied' AND time >= toDateTime({from: UInt32}, 'UTC') AND time < toDateTime({to: UInt32} + 1, 'UTC')
        AND ${within(scope, "token_id IN arrayPushBack({tokenIds: Array(String)}, '') AND principal_id IN {principalIds: Array(String)}")}`;
}

/** The key of the want that a row of the engine is about. */
export function keyOf(row: { token_id: string; principal_id: string; permission: string }): string {
  const want: Pick<Want, 'tokenId' | 'principalId' | 'permission'> = {
    tokenId: row.token_id,
    principalId: row.principal_id,
    permission: row.permission,
  };
  return wantKey(want);
}
