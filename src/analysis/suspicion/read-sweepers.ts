import { z } from 'zod';
import type { Store } from '../../store/store.ts';
import { type Scope, scopeParams, within } from '../scope.ts';
import { scannerReadsMin, sweep, sweeperDaysMin, sweeperSpanDaysMin } from './thresholds.ts';

/** A token whose work is to look at everything. */
export interface Sweeper {
  readonly tokenId: string;
  readonly principalId: string;
  /** Epoch days of its sweeps, ascending. */
  readonly days: readonly number[];
  /** Different permissions to list or read on its largest day. */
  readonly readsMax: number;
}

/** Finds the tokens that sweep again and again: scanners and inventories. */
export async function readSweepers(store: Store, to: number, scope?: Scope): Promise<Sweeper[]> {
  const rows = await store.query({
    name: 'tokens that sweep',
    sql: `SELECT token_id, principal_id, arraySort(groupArray(4000)(on_day)) AS days, max(reads) AS reads_max
      FROM (
        SELECT token_id, principal_id, toUInt32(day) AS on_day, uniqExact(permission) AS reads,
          uniqExact(dictionary.service) AS services
        FROM usage_v1 AS used
        INNER JOIN (
          SELECT provider, permission_id, any(service) AS service FROM permissions_v1
          WHERE level IN ('list', 'read') GROUP BY provider, permission_id
        ) AS dictionary USING (provider, permission_id)
        WHERE day <= toDate({to: UInt32}) AND token_id != ''
          AND ${within(scope, 'principal_id IN {principalIds: Array(String)} AND token_id IN {tokenIds: Array(String)}')}
        GROUP BY token_id, principal_id, on_day
        HAVING reads >= ${scannerReadsMin} AND services >= ${sweep.servicesMin}
      )
      GROUP BY token_id, principal_id
      HAVING length(days) >= ${sweeperDaysMin} AND max(on_day) - min(on_day) >= ${sweeperSpanDaysMin}
      ORDER BY token_id, principal_id
      LIMIT 10000`,
    params: { to: Math.floor((to - 1) / 1000), ...scopeParams(scope) },
    row: z.object({
      token_id: z.string(),
      principal_id: z.string(),
      days: z.array(z.number()),
      reads_max: z.coerce.number(),
    }),
    settings: { distributed_product_mode: 'global' },
  });
  return rows.map((row) => ({
    tokenId: row.token_id,
    principalId: row.principal_id,
    days: row.days,
    readsMax: row.reads_max,
  }));
}
