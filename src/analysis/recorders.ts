import { z } from 'zod';
import { accountKey } from '../model/account-key.ts';
import { groupBy } from '../model/group-by.ts';
import type { Store } from '../store/store.ts';

/** What one recorder, such as a trail, says of itself that it records of one account. */
export interface Recorder {
  readonly provider: string;
  readonly account: string;
  /** Kind of recording: `management-read`, `data:…`. */
  readonly category: string;
  readonly access: string;
  /** Whether it records its kind of all resources and in all regions. */
  readonly isUnlimited: boolean;
  /** False when nothing says whether it is switched on. */
  readonly isOn: boolean;
  readonly exceptSources: readonly string[];
}

const recorderRow = z.object({
  provider: z.string(),
  account: z.string(),
  category: z.string(),
  access: z.string(),
  is_unlimited: z.coerce.number(),
  is_on: z.coerce.number(),
  except_sources: z.array(z.string()),
});

/**
 * Reads what the exported logging settings say is recorded, by `accountKey`; recorders that are switched off record nothing. What a
 * recorder said in an earlier export and says no longer does not count: it would make silence speak.
 */
export async function recordersByAccount(store: Store): Promise<ReadonlyMap<string, readonly Recorder[]>> {
  const rows = await store.query({
    name: 'logging settings',
    sql: `SELECT provider, account, category, access, except_sources, state = 'on' AS is_on,
        empty(resources) AND empty(limits) AND empty(regions) AS is_unlimited
      FROM trails_v1 FINAL
      WHERE state != 'off'
        AND (provider, account, recorder, observed_at) IN (
          SELECT provider, account, recorder, max(observed_at) FROM trails_v1 GROUP BY provider, account, recorder)
      ORDER BY provider, account, category, recorder`,
    row: recorderRow,
    settings: { distributed_product_mode: 'global' },
  });
  const recorders = rows.map((row) => ({
    provider: row.provider,
    account: row.account,
    category: row.category,
    access: row.access,
    isUnlimited: row.is_unlimited === 1,
    isOn: row.is_on === 1,
    exceptSources: row.except_sources,
  }));
  return groupBy(recorders, accountKey);
}
