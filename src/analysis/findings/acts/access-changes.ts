import { z } from 'zod';
import type { Span } from '../../../model/window.ts';
import type { Store } from '../../../store/store.ts';
import { type Scope, scopeParams, within } from '../../scope.ts';

/** A principal that was made, or a role that was made or changed, in the span. */
export interface AccessChange {
  readonly provider: string;
  readonly account: string;
  /** create-principal, attach-role, modify-role, … */
  readonly change: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  /** What was given, where something was. */
  readonly objectId: string;
  readonly maker: string;
  readonly makerToken: string;
  /** Client that the maker used, as its family. */
  readonly agent: string;
  /** UTC epoch seconds. */
  readonly at: number;
  readonly sample: string;
}

/** Changes that make a principal, or that make what a role gives more or other than it was. */
const kinds = ['create-principal', 'create-role', 'modify-role', 'attach-role', 'modify-trust', 'unlimit'];
/** Services of a provider change roles on behalf of somebody whose own call is in the log. */
const serviceKinds = ['service', 'service-linked role', 'anonymous'];
const rowsMax = 50_000;

/** Reads who made principals and who made or changed roles in a span, and with what; in order of time. */
export async function accessChanges(
  store: Store,
  span: Span,
  scope?: Scope,
): Promise<readonly AccessChange[]> {
  const meant = "change IN {kinds: Array(String)} AND outcome = 'allowed'";
  const rows = await store.query({
    name: 'principals made and roles changed',
    sql: `SELECT changes_v1.provider AS provider, changes_v1.account AS account, change, subject_kind, subject_id, object_id,
        actor_principal_id AS maker, actor_token_id AS maker_token, toUnixTimestamp(changes_v1.time) AS at, event_id,
        toString(agents.family) AS family
      FROM changes_v1
      LEFT ANY JOIN (
        SELECT event_id, agent FROM calls_v1
        WHERE event_id IN (
          SELECT event_id FROM changes_v1 WHERE ${meant}
            AND time >= fromUnixTimestamp64Milli({from: Int64}) AND time < fromUnixTimestamp64Milli({to: Int64}))
          AND token_id IN (SELECT actor_token_id FROM changes_v1 WHERE ${meant})
      ) AS calls USING (event_id)
      LEFT ANY JOIN (SELECT agent, family FROM agents_v1) AS agents ON agents.agent = calls.agent
      WHERE ${meant.replace('outcome', 'changes_v1.outcome')} AND actor_principal_kind NOT IN {serviceKinds: Array(String)}
        AND changes_v1.time >= fromUnixTimestamp64Milli({from: Int64}) AND changes_v1.time < fromUnixTimestamp64Milli({to: Int64})
        AND ${within(scope, 'subject_id IN {principalIds: Array(String)}')}
      ORDER BY changes_v1.time, event_id
      LIMIT 1 BY changes_v1.call_id
      LIMIT ${rowsMax}`,
    params: { from: span.from, to: span.to, kinds, serviceKinds, ...scopeParams(scope) },
    row: z.object({
      provider: z.string(),
      account: z.string(),
      change: z.string(),
      subject_kind: z.string(),
      subject_id: z.string(),
      object_id: z.string(),
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
    change: row.change,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    objectId: row.object_id,
    maker: row.maker,
    makerToken: row.maker_token,
    agent: row.family,
    at: row.at,
    sample: row.event_id,
  }));
}
