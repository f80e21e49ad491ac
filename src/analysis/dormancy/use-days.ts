import { z } from 'zod';
import type { Store } from '../../store/store.ts';
import { withoutToken } from '../without-token.ts';

const useRow = z.object({
  token_id: z.string(),
  principal_id: z.string(),
  days: z.array(z.coerce.number()),
  last: z.coerce.number(),
});

/** Days on which a token was used, by calls that were not turned away for its credential. */
export interface UseDays {
  readonly tokenId: string;
  readonly principalId: string;
  /** Epoch days, ascending. */
  readonly days: readonly number[];
  /** Last such call, UTC epoch seconds. */
  readonly last: number;
}

/** Tokens by id, and principals for calls that name no token. */
export interface UseDaysInput {
  readonly tokenIds: readonly string[];
  readonly principalIds: readonly string[];
  /** Exclusive end, UTC epoch milliseconds. */
  readonly to: number;
}

/** Reads the days with use of some tokens, as far back as anything is held. */
export async function useDays(store: Store, input: UseDaysInput): Promise<readonly UseDays[]> {
  const rows: UseDays[] = [];
  const batches = store.stream({
    name: 'days with use',
    sql: `SELECT token_id, principal_id, arraySort(groupUniqArray(toUInt16(day))) AS days, toUnixTimestamp(max(last_seen)) AS last
      FROM usage_v1
      WHERE (token_id IN {tokenIds: Array(String)} OR (token_id = '' AND principal_id IN {principalIds: Array(String)} AND principal_kind NOT IN ${withoutToken}))
        AND outcome != 'authn_failed' AND day <= toDate({to: UInt32})
      GROUP BY token_id, principal_id
      ORDER BY token_id, principal_id`,
    params: {
      tokenIds: input.tokenIds,
      principalIds: input.principalIds,
      to: Math.floor((input.to - 1) / 1000),
    },
    row: useRow,
  });
  for await (const batch of batches) {
    for (const { token_id, principal_id, days, last } of batch) {
      rows.push({ tokenId: token_id, principalId: principal_id, days, last });
    }
  }
  return rows;
}

/** Names tokens at random, the same ones every time: what is typical of a fleet is learnt from them. */
export async function sampleTokens(store: Store, countMax: number): Promise<readonly string[]> {
  const rows = await store.query({
    name: 'sample of tokens',
    sql: `SELECT token_id FROM profiles_v1
      WHERE token_id != '' AND principal_kind NOT IN ${withoutToken}
      GROUP BY token_id
      ORDER BY cityHash64(token_id)
      LIMIT {countMax: UInt32}`,
    params: { countMax },
    row: z.object({ token_id: z.string() }),
  });
  return rows.map((row) => row.token_id);
}
