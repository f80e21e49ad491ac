import { z } from 'zod';
import type { Span } from '../../model/window.ts';
import type { Store } from '../../store/store.ts';

const setRow = z.object({
  resource: z.string(),
  at: z.coerce.number(),
  event: z.string(),
  actor: z.string(),
});

/** That somebody set a secret: where, when (UTC epoch seconds), by which record, and who. */
export type SecretSet = z.infer<typeof setRow>;

const madeRow = z.object({ token: z.string(), at: z.coerce.number(), actor: z.string() });

/** That somebody made a token, and when. */
export type TokenMade = z.infer<typeof madeRow>;

/** How long after a token was made a secret is taken to hold it. */
export const secondsBetween = 3600;
/** How many of these acts a question looks at in one step. */
export const actsMax = 5_000;

/** Reads when secrets were set, on some resources or shortly after some moments. */
export function secretsSet(
  store: Store,
  span: Span,
  {
    provider,
    operations,
    on,
    after,
  }: {
    readonly provider: string;
    readonly operations: readonly string[];
    readonly on?: readonly string[];
    /** UTC epoch seconds. */
    readonly after?: readonly number[];
  },
): Promise<SecretSet[]> {
  const where =
    on === undefined
      ? `arrayExists(made -> toUnixTimestamp(time) >= made AND toUnixTimestamp(time) <= made + ${secondsBetween}, {after: Array(UInt32)})`
      : 'resource IN {on: Array(String)}';
  return store.query({
    name: 'secrets that were set',
    sql: `SELECT resource, toUnixTimestamp(time) AS at, event_id AS event, principal_id AS actor
      FROM calls_v1
      WHERE provider = {provider: String} AND operation IN {operations: Array(String)} AND outcome = 'allowed' AND ${where}
        AND time >= toDateTime({from: UInt32}, 'UTC') AND time < toDateTime({to: UInt32}, 'UTC')
      ORDER BY time, event_id
      LIMIT 1 BY call_id
      LIMIT ${actsMax + 1}`,
    params: { provider, operations, on: on ?? [], after: after ?? [], ...seconds(span) },
    row: setRow,
  });
}

/** Reads when tokens were made at other systems: some tokens, or all. */
export function tokensMade(
  store: Store,
  span: Span,
  { except, ids }: { readonly except: readonly string[]; readonly ids?: readonly string[] },
): Promise<TokenMade[]> {
  return store.query({
    name: 'tokens that were made',
    sql: `SELECT subject_id AS token, toUnixTimestamp(min(time)) AS at, any(actor_principal_id) AS actor
      FROM changes_v1
      WHERE change = 'create-token' AND outcome = 'allowed' AND provider NOT IN {except: Array(String)}
        AND ${ids === undefined ? '1' : 'subject_id IN {ids: Array(String)}'}
        AND time >= toDateTime({from: UInt32}, 'UTC') AND time < toDateTime({to: UInt32}, 'UTC')
      GROUP BY subject_id
      ORDER BY at, token
      LIMIT ${actsMax + 1}`,
    params: { except, ids: ids ?? [], ...seconds(span) },
    row: madeRow,
  });
}

function seconds({ from, to }: Span): { readonly from: number; readonly to: number } {
  return { from: Math.floor(from / 1000), to: Math.ceil(to / 1000) };
}
