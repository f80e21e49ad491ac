import { z } from 'zod';
import type { Span } from '../../../model/window.ts';
import type { Store } from '../../../store/store.ts';
import { type Scope, scopeParams, within } from '../../scope.ts';

/** A principal that somebody made in the span. */
export interface BornPrincipal {
  readonly provider: string;
  readonly account: string;
  readonly principalId: string;
  readonly maker: string;
  readonly makerToken: string;
  /** Client that the maker used, as its family. */
  readonly agent: string;
  /** UTC epoch seconds. */
  readonly at: number;
  readonly sample: string;
}

const rowsMax = 20_000;

/** Reads who made principals in a span, and with what; in order of time. */
export async function bornPrincipals(
  store: Store,
  span: Span,
  scope?: Scope,
): Promise<readonly BornPrincipal[]> {
  const rows = await store.query({
    name: 'principals made',
    sql: `SELECT changes_v1.provider AS provider, changes_v1.account AS account, subject_id, actor_principal_id AS maker,
        actor_token_id AS maker_token, toUnixTimestamp(changes_v1.time) AS at, event_id, toString(agents.family) AS family
      FROM changes_v1
      LEFT ANY JOIN (
        SELECT event_id, agent FROM calls_v1
        WHERE event_id IN (
          SELECT event_id FROM changes_v1 WHERE change = 'create-principal' AND outcome = 'allowed'
            AND time >= fromUnixTimestamp64Milli({from: Int64}) AND time < fromUnixTimestamp64Milli({to: Int64}))
          AND token_id IN (SELECT actor_token_id FROM changes_v1 WHERE change = 'create-principal' AND outcome = 'allowed')
      ) AS calls USING (event_id)
      LEFT ANY JOIN (SELECT agent, family FROM agents_v1) AS agents ON agents.agent = calls.agent
      WHERE change = 'create-principal' AND changes_v1.outcome = 'allowed'
        AND changes_v1.time >= fromUnixTimestamp64Milli({from: Int64}) AND changes_v1.time < fromUnixTimestamp64Milli({to: Int64})
        AND ${within(scope, 'subject_id IN {principalIds: Array(String)}')}
      ORDER BY changes_v1.time, event_id
      LIMIT 1 BY changes_v1.call_id
      LIMIT ${rowsMax}`,
    params: { from: span.from, to: span.to, ...scopeParams(scope) },
    row: z.object({
      provider: z.string(),
      account: z.string(),
      subject_id: z.string(),
      maker: z.string(),
      maker_token: z.string(),
      at: z.coerce.number(),
      event_id: z.string(),
      family: z.string(),
    }),
    settings: { distributed_product_mode: 'global' },
  });
  return rows.map((row) => ({
    provider: row.provider,
    account: row.account,
    principalId: row.subject_id,
    maker: row.maker,
    makerToken: row.maker_token,
    agent: row.family,
    at: row.at,
    sample: row.event_id,
  }));
}
