import { z } from 'zod';
import type { Capability } from '../../../model/capability.ts';
import type { Span } from '../../../model/window.ts';
import { findProvider, providers } from '../../../providers/register.ts';
import type { Store } from '../../../store/store.ts';
import { ofScopeInUsage, type Scope, scopeParams, within } from '../../scope.ts';
import { usageOf } from '../../shared-usage.ts';
import { capableOf } from '../../toxic/capability-facts.ts';

/** What makes a permission powerful. */
const powers = ['changes-access', 'mints-tokens', 'reads-secrets'] as const satisfies readonly Capability[];
/** News are of these last days, after a history of at least so many. */
const newsDays = 30;
const historyDaysMin = 45;
const rowsMax = 20_000;

/** A powerful permission that a principal used for the first time after a long history. */
export interface PowerBirth {
  readonly provider: string;
  readonly principalId: string;
  readonly tokenId: string;
  readonly permission: string;
  readonly capability: Capability;
  /** Epoch day. */
  readonly day: number;
  readonly calls: number;
  readonly sample: string;
}

/** Reads which principals lately began to use a power of which they had used nothing before. */
export async function powerBirths(store: Store, span: Span, scope?: Scope): Promise<readonly PowerBirth[]> {
  const known = new Map<string, Capability>();
  for (const { id } of providers()) {
    for (const capability of powers) {
      const set = capableOf(id, capability);
      for (const permission of findProvider(id).catalogue.permissions())
        if (set.has(permission.id)) known.set(`${id} ${permission.name}`, capability);
    }
  }
  const usage = usageOf(scope);
  // With ANY, the join would keep one day of each principal, whichever it met first.
  const rows = await store.query({
    name: 'first uses of powers',
    sql: `SELECT provider, principal_id, argMin(usage_v1.token_id, (day, usage_v1.token_id)) AS first_token, toString(permission) AS permission,
        toUInt32(min(day)) AS born, sum(usage_v1.uses) AS calls, argMin(usage_v1.sample, (day, usage_v1.sample)) AS sample, any(began) AS since
      FROM ${usage.sql} AS usage_v1
      INNER JOIN (
        SELECT principal_id, toUInt32(min(day)) AS began FROM ${usage.sql} AS usage_v1
        WHERE day <= toDate({to: UInt32}) AND outcome = 'allowed' AND ${within(scope, ofScopeInUsage)}
        GROUP BY principal_id HAVING began + ${historyDaysMin} <= intDiv({to: UInt32}, 86400)
      ) AS history USING (principal_id)
      WHERE day <= toDate({to: UInt32}) AND outcome = 'allowed' AND concat(provider, ' ', permission) IN {powers: Array(String)}
        AND ${within(scope, ofScopeInUsage)}
      GROUP BY provider, principal_id, permission
      ORDER BY provider, principal_id, permission
      LIMIT ${rowsMax}`,
    params: {
      to: Math.floor((span.to - 1) / 1000),
      powers: [...known.keys()],
      ...scopeParams(scope),
      ...usage.params,
    },
    row: z.object({
      provider: z.string(),
      principal_id: z.string(),
      first_token: z.string(),
      permission: z.string(),
      born: z.coerce.number(),
      calls: z.coerce.number(),
      sample: z.string(),
      since: z.coerce.number(),
    }),
    settings: { distributed_product_mode: 'local' },
  });
  const newsFrom = Math.floor(span.to / 86_400_000) - newsDays;
  const births = rows.flatMap((row) => {
    const capability = known.get(`${row.provider} ${row.permission}`);
    return capability === undefined ? [] : [{ ...row, capability }];
  });
  const keyOf = (row: (typeof births)[number]): string =>
    `${row.provider}\n${row.principal_id}\n${row.capability}`;
  const old = new Set(births.filter(({ born }) => born < newsFrom).map(keyOf));
  return births
    .filter((row) => !old.has(keyOf(row)) && row.born >= row.since + historyDaysMin)
    .map((row) => ({
      provider: row.provider,
      principalId: row.principal_id,
      tokenId: row.first_token,
      permission: row.permission,
      capability: row.capability,
      day: row.born,
      calls: row.calls,
      sample: row.sample,
    }));
}
