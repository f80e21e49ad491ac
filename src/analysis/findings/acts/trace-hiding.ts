import { z } from 'zod';
import type { Span } from '../../../model/window.ts';
import { findProvider, providers } from '../../../providers/register.ts';
import type { Store } from '../../../store/store.ts';
import { ofScopeInUsage, type Scope, scopeParams, within } from '../../scope.ts';
import { usageOf } from '../../shared-usage.ts';
import { capableOf } from '../../toxic/capability-facts.ts';

/** Calls of one token that switch a record of calls off, or ask for that. */
export interface TraceHiding {
  readonly provider: string;
  readonly account: string;
  readonly tokenId: string;
  readonly principalId: string;
  readonly permission: string;
  readonly isAllowed: boolean;
  readonly calls: number;
  /** Epoch days with such calls, ascending. */
  readonly days: readonly number[];
  /** What was acted on. */
  readonly resources: readonly string[];
  /** UTC epoch seconds. */
  readonly firstAt: number;
  readonly lastAt: number;
  readonly sample: string;
}

const rowsMax = 10_000;

/** Reads who switched a record of calls off in a span, or was refused to. */
export async function traceHiding(store: Store, span: Span, scope?: Scope): Promise<readonly TraceHiding[]> {
  const permissions = providers().flatMap(({ id }) => {
    const hiding = capableOf(id, 'hides-traces');
    const names = findProvider(id)
      .catalogue.permissions()
      .filter((permission) => hiding.has(permission.id));
    return names.map(({ name }) => `${id} ${name}`);
  });
  const usage = usageOf(scope);
  const rows = await store.query({
    name: 'calls that hide traces',
    sql: `SELECT provider, any(usage_v1.account) AS account, token_id, principal_id, toString(permission) AS permission,
        outcome = 'allowed' AS is_allowed, sum(usage_v1.uses) AS calls, arraySort(groupUniqArray(4000)(toUInt32(day))) AS days,
        arraySort(groupUniqArray(5)(toString(resource_group))) AS resources,
        toUnixTimestamp(min(first_seen)) AS first_at, toUnixTimestamp(max(last_seen)) AS last_at, min(usage_v1.sample) AS sample
      FROM ${usage.sql} AS usage_v1
      WHERE concat(provider, ' ', permission) IN {permissions: Array(String)} AND outcome IN ('allowed', 'denied')
        AND day >= toDate({from: UInt32}) AND day <= toDate({to: UInt32}) AND ${within(scope, ofScopeInUsage)}
      GROUP BY provider, token_id, principal_id, permission, is_allowed
      ORDER BY provider, token_id, principal_id, permission, is_allowed
      LIMIT ${rowsMax}`,
    params: {
      permissions,
      from: Math.floor(span.from / 1000),
      to: Math.floor((span.to - 1) / 1000),
      ...scopeParams(scope),
      ...usage.params,
    },
    row: z.object({
      provider: z.string(),
      account: z.string(),
      token_id: z.string(),
      principal_id: z.string(),
      permission: z.string(),
      is_allowed: z.coerce.number(),
      calls: z.coerce.number(),
      days: z.array(z.coerce.number()),
      resources: z.array(z.string()),
      first_at: z.coerce.number(),
      last_at: z.coerce.number(),
      sample: z.string(),
    }),
  });
  return rows.map((row) => ({
    provider: row.provider,
    account: row.account,
    tokenId: row.token_id,
    principalId: row.principal_id,
    permission: row.permission,
    isAllowed: row.is_allowed === 1,
    calls: row.calls,
    days: row.days,
    resources: row.resources.filter((resource) => resource !== ''),
    firstAt: row.first_at,
    lastAt: row.last_at,
    sample: row.sample,
  }));
}
