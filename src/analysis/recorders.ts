import { z } from 'zod';
import { accountKey } from '../model/account-key.ts';
import { groupBy } from '../model/group-by.ts';
import type { Span } from '../model/window.ts';
import type { Store } from '../store/store.ts';

/** What one recorder, such as a trail, says of itself that it records of one account. */
export interface Recorder {
  /** Kind of recording: `management-read`, `data:…`. */
  readonly category: string;
  readonly access: string;
  /** Whether it records its kind of all resources and in all regions. */
  readonly isUnlimited: boolean;
  /** `unknown` when nothing says whether it is switched on. */
  readonly state: string;
  readonly exceptSources: readonly string[];
}

const exportRow = z.object({
  provider: z.string(),
  account: z.string(),
  settings: z.array(z.tuple([z.string(), z.string(), z.coerce.number(), z.string(), z.array(z.string())])),
});

/** The logging settings of an account: what each export said that held at some time of a span, equal ones once. */
export type ExportedSettings = readonly (readonly Recorder[])[];

/**
 * Reads what exported logging settings say was recorded in a span, by `accountKey`. Between two exports either may hold, so
 * that the last one from before the span counts, the first one from after it, and all in between. Of what an export does not
 * name any more, nothing tells that it still records.
 */
export async function recordersByAccount(
  store: Store,
  span: Span,
): Promise<ReadonlyMap<string, ExportedSettings>> {
  const rows = await store.query({
    name: 'logging settings',
    sql: `SELECT DISTINCT provider, account, settings
      FROM (
        SELECT provider, account, taken.observed_at AS at,
          arraySort(groupUniqArray((category, toString(access), empty(resources) AND empty(limits) AND empty(regions), toString(state),
            arraySort(except_sources)))) AS settings
        FROM recordings_v1 AS taken
        GROUP BY provider, account, at
      ) AS exports
      INNER JOIN (
        SELECT provider, account,
          maxIf(observed_at, toUnixTimestamp64Milli(observed_at) <= {from: Int64}) AS first_at,
          minIf(observed_at, toUnixTimestamp64Milli(observed_at) >= {to: Int64}) AS next_at,
          if(toUnixTimestamp64Milli(next_at) = 0, max(observed_at), next_at) AS last_at
        FROM recordings_v1
        GROUP BY provider, account
      ) AS bounds USING (provider, account)
      WHERE at >= first_at AND at <= last_at
      ORDER BY provider, account, settings`,
    params: { from: Math.floor(span.from), to: Math.ceil(span.to) },
    row: exportRow,
    staysUntilLoad: true,
    settings: { distributed_product_mode: 'global' },
  });
  const exports = rows.map(({ provider, account, settings }) => ({
    provider,
    account,
    recorders: settings.map(([category, access, isUnlimited, state, exceptSources]) => ({
      category,
      access,
      isUnlimited: isUnlimited === 1,
      state,
      exceptSources,
    })),
  }));
  return new Map(
    [...groupBy(exports, accountKey)].map(([key, found]) => [key, found.map(({ recorders }) => recorders)]),
  );
}
