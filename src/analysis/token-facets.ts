import { z } from 'zod';
import type { Span } from '../model/window.ts';
import type { Store } from '../store/store.ts';

const seconds = z.coerce.number();

/** What is asked about one token: its id, and the span in epoch milliseconds. */
export interface FacetInput {
  readonly tokenId: string;
  readonly span: Span;
}

/** The parameters that conditions on a token and a span name: `tokenId`, `from`, `to` (epoch seconds, inclusive). */
export function facetParams({ tokenId, span }: FacetInput): { tokenId: string; from: number; to: number } {
  return { tokenId, from: Math.floor(span.from / 1000), to: Math.floor((span.to - 1) / 1000) };
}

/** Names of a token’s sessions, latest first. */
export function sessionFacets(store: Store, input: FacetInput) {
  return store.query({
    name: 'sessions of a token',
    sql: `SELECT session, uniq(call_id) AS counted, toUnixTimestamp(max(time)) AS last
      FROM calls_v1
      WHERE token_id = {tokenId: String} AND session != '' AND time >= toDateTime({from: UInt32}, 'UTC') AND time <= toDateTime({to: UInt32}, 'UTC')
      GROUP BY session ORDER BY last DESC, session LIMIT 50`,
    params: facetParams(input),
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
    params: facetParams(input),
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
