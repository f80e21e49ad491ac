import { z } from 'zod';
import type { Span } from '../model/window.ts';
import type { Store } from '../store/store.ts';

const seconds = z.coerce.number();

/** What is asked about one token: its id, and the span in epoch milliseconds. */
export interface FacetInput {
  readonly tokenId: string;
  readonly span: Span;
}

const where = `token_id = {tokenId: String} AND day >= toDate({from: UInt32}) AND day <= toDate({to: UInt32})`;

function params({ tokenId, span }: FacetInput): { tokenId: string; from: number; to: number } {
  return { tokenId, from: Math.floor(span.from / 1000), to: Math.floor((span.to - 1) / 1000) };
}

/** Permissions a token called for, most used first. */
export function permissionFacets(store: Store, input: FacetInput) {
  return store.query({
    name: 'permissions of a token',
    sql: `SELECT permission, permission_id, sumIf(uses, outcome IN ('allowed', 'error')) AS used, sumIf(uses, outcome = 'denied') AS refused,
        toUnixTimestamp(min(first_seen)) AS first, toUnixTimestamp(max(last_seen)) AS last,
        arraySlice(arraySort(groupUniqArray(10000)(toString(resource_group))), 1, 20) AS resources,
        argMax(usage_v1.sample, (usage_v1.last_seen, usage_v1.sample)) AS sample
      FROM usage_v1
      WHERE ${where} AND permission != ''
      GROUP BY permission, permission_id
      ORDER BY used DESC, refused DESC, permission
      LIMIT 2000`,
    params: params(input),
    row: z.object({
      permission: z.string(),
      permission_id: z.number(),
      used: z.coerce.number(),
      refused: z.coerce.number(),
      first: seconds,
      last: seconds,
      resources: z.array(z.string()),
      sample: z.string(),
    }),
  });
}

/** Where a token is used from, or by what, most calls first. */
export function originFacets(store: Store, input: FacetInput, column: 'place' | 'agent') {
  return store.query({
    name: `${column}s of a token`,
    sql: `SELECT toString(${column}) AS origin, sum(calls) AS counted, toUnixTimestamp(min(first_seen)) AS first, toUnixTimestamp(max(last_seen)) AS last
      FROM usage_v1
      WHERE ${where}
      GROUP BY origin ORDER BY counted DESC, origin LIMIT 100`,
    params: params(input),
    row: z.object({ origin: z.string(), counted: z.coerce.number(), first: seconds, last: seconds }),
  });
}

/** A token’s calls by day, for the days it has any. */
export function dayFacets(store: Store, input: FacetInput) {
  return store.query({
    name: 'days of a token',
    sql: `SELECT toString(day) AS date, sum(calls) AS counted, sumIf(calls, outcome = 'denied') AS refused
      FROM usage_v1 WHERE ${where} GROUP BY day ORDER BY day LIMIT 4000`,
    params: params(input),
    row: z.object({ date: z.string(), counted: z.coerce.number(), refused: z.coerce.number() }),
  });
}

/** Names of a token’s sessions, latest first. */
export function sessionFacets(store: Store, input: FacetInput) {
  return store.query({
    name: 'sessions of a token',
    sql: `SELECT session, uniq(call_id) AS counted, toUnixTimestamp(max(time)) AS last
      FROM calls_v1
      WHERE token_id = {tokenId: String} AND session != '' AND time >= toDateTime({from: UInt32}, 'UTC') AND time <= toDateTime({to: UInt32}, 'UTC')
      GROUP BY session ORDER BY last DESC, session LIMIT 50`,
    params: params(input),
    row: z.object({ session: z.string(), counted: z.coerce.number(), last: seconds }),
  });
}

/** Single calls of a token, latest first, with the file that holds each. */
export function callSamples(store: Store, input: FacetInput) {
  return store.query({
    name: 'calls of a token',
    sql: `SELECT toUnixTimestamp(time) AS at, event_id, concat(source, ' ', operation) AS operation, resource, toString(outcome) AS outcome,
        calls.address AS address, files.path AS path
      FROM (
        SELECT time, event_id, source, operation, resource, outcome, address, file_id, call_id
        FROM calls_v1
        WHERE token_id = {tokenId: String} AND time >= toDateTime({from: UInt32}, 'UTC') AND time <= toDateTime({to: UInt32}, 'UTC')
        ORDER BY time DESC, event_id
        LIMIT 1 BY call_id
        LIMIT 10
      ) AS calls
      LEFT ANY JOIN files_v1 AS files ON files.file_id = calls.file_id
      ORDER BY at DESC, event_id`,
    params: params(input),
    row: z.object({
      at: seconds,
      event_id: z.string(),
      operation: z.string(),
      resource: z.string(),
      outcome: z.string(),
      address: z.string(),
      path: z.string(),
    }),
    settings: { distributed_product_mode: 'global' },
  });
}
