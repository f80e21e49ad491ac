import { z } from 'zod';
import type { Span } from '../model/window.ts';
import type { Store } from '../store/store.ts';

/** Whose calls are asked about. */
export interface CallScope {
  readonly principalId: string;
  /** Under which else these tokens appear in calls. */
  readonly otherNames: readonly string[];
  /** Tokens whose calls count, beside calls that name only the principal. */
  readonly tokenIds: readonly string[];
  /** Set where calls that name only the principal do not count. */
  readonly isTokensAlone?: true;
  readonly span: Span;
}

const useRow = z.object({
  permission: z.string(),
  outcome: z.enum(['allowed', 'denied', 'error']),
  group: z.string(),
  uses: z.coerce.number(),
  first: z.coerce.number(),
  last: z.coerce.number(),
  resources: z.array(z.string()),
  /** On how many days each resource was called for. */
  days: z.array(z.coerce.number()),
  resource_count: z.coerce.number(),
  first_event: z.string(),
  last_event: z.string(),
});

/** How one permission was called for on one group of resources, with one outcome; times are UTC epoch seconds. */
export type RecordedUse = z.infer<typeof useRow>;

/** Of a group, so many resources are named; far more than any policy names one by one. */
const resourcesMax = 100;
const rowsMax = 200_000;

/** Sums the calls of one holder by permission, outcome and group of resources. */
export function recordedUses(store: Store, calls: CallScope): Promise<RecordedUse[]> {
  return store.query({
    name: 'uses of a holder',
    sql: `SELECT permission, toString(outcome) AS outcome, toString(resource_group) AS group,
        sum(times) AS uses, min(began) AS first, max(ended) AS last, count() AS resource_count,
        groupArray(${resourcesMax})(resource) AS resources, groupArray(${resourcesMax})(dates) AS days,
        argMin(first_event, (began, first_event)) AS first_event, argMax(last_event, (ended, last_event)) AS last_event
      FROM (
        SELECT permission, outcome, resource_group, resource, uniqExact(call_id) AS times, uniqExact(toDate(time)) AS dates, toUnixTimestamp(min(time)) AS began,
          toUnixTimestamp(max(time)) AS ended, argMin(event_id, (time, event_id)) AS first_event,
          argMax(event_id, (time, event_id)) AS last_event
        FROM calls_v1 ARRAY JOIN permissions AS permission
        WHERE ${ofHolder} AND outcome IN ('allowed', 'denied', 'error')
        GROUP BY permission, outcome, resource_group, resource
        ORDER BY permission, outcome, resource_group, times DESC, resource
      )
      GROUP BY permission, outcome, resource_group
      ORDER BY permission, outcome, resource_group
      LIMIT ${rowsMax}`,
    params: holderParams(calls),
    row: useRow,
  });
}

const requestRow = z.object({ permission: z.string(), resource: z.string(), calls: z.coerce.number() });

/** One distinct pair of permission and resource among the calls that were let through. */
export type RecordedRequest = z.infer<typeof requestRow>;

/** Gives every distinct request among the calls of one holder that were let through, in batches. */
export function allowedRequests(store: Store, calls: CallScope): AsyncIterable<readonly RecordedRequest[]> {
  return store.stream({
    name: 'requests of a holder',
    sql: `SELECT permission, resource, uniqExact(call_id) AS calls
      FROM calls_v1 ARRAY JOIN permissions AS permission
      WHERE ${ofHolder} AND outcome = 'allowed'
      GROUP BY permission, resource
      ORDER BY permission, resource`,
    params: holderParams(calls),
    row: requestRow,
  });
}

const timedRow = z.object({
  permission: z.string(),
  resource: z.string(),
  calls: z.coerce.number(),
  first: z.coerce.number(),
  last: z.coerce.number(),
  sample: z.string(),
});

/** Tells of some requests among the calls of one holder that were let through when they were made; UTC epoch seconds. */
export function requestTimes(
  store: Store,
  calls: CallScope,
  requests: readonly RecordedRequest[],
): Promise<z.infer<typeof timedRow>[]> {
  return store.query({
    name: 'times of requests of a holder',
    sql: `SELECT permission, resource, uniqExact(call_id) AS calls, toUnixTimestamp(min(time)) AS first, toUnixTimestamp(max(time)) AS last,
        argMin(event_id, (time, event_id)) AS sample
      FROM calls_v1 ARRAY JOIN permissions AS permission
      WHERE ${ofHolder} AND outcome = 'allowed'
        AND (permission, resource) IN (
          SELECT tupleElement(pair, 1), tupleElement(pair, 2)
          FROM (SELECT arrayJoin(arrayZip({permissions: Array(String)}, {resources: Array(String)})) AS pair))
      GROUP BY permission, resource
      ORDER BY permission, resource`,
    params: {
      ...holderParams(calls),
      permissions: requests.map(({ permission }) => permission),
      resources: requests.map(({ resource }) => resource),
    },
    row: timedRow,
  });
}

/** Counts the calls of one holder that were let through: those that need a known permission, and those of which none is known. */
export async function allowedCalls(
  store: Store,
  calls: CallScope,
): Promise<{ readonly known: number; readonly unmapped: number }> {
  const [row] = await store.query({
    name: 'calls of a holder',
    sql: `SELECT uniqExactIf(call_id, notEmpty(permissions)) AS known, uniqExactIf(call_id, basis = 'unknown') AS unmapped
      FROM calls_v1
      WHERE ${ofHolder} AND outcome = 'allowed'`,
    params: holderParams(calls),
    row: z.object({ known: z.coerce.number(), unmapped: z.coerce.number() }),
  });
  return row ?? { known: 0, unmapped: 0 };
}

/** Calls lie in the order of tokens. A call with a token that is no longer good may name no principal. */
const ofHolder = `token_id IN {tokenIds: Array(String)}
          AND (principal_id = {principalId: String} OR (token_id != '' AND principal_id IN {otherNames: Array(String)}))
          AND time >= toDateTime64({from: Float64}, 3, 'UTC') AND time < toDateTime64({to: Float64}, 3, 'UTC')`;

function holderParams({ principalId, otherNames, tokenIds, isTokensAlone, span }: CallScope) {
  return {
    tokenIds: isTokensAlone ? tokenIds : ['', ...tokenIds],
    principalId,
    otherNames,
    from: span.from / 1000,
    to: span.to / 1000,
  };
}
