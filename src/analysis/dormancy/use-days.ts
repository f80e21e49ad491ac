import { z } from 'zod';
import type { Store } from '../../store/store.ts';
import { withoutToken } from '../../store/without-token.ts';
import { listedIds } from '../listed-ids.ts';
import { profileRows } from '../profile-rows.ts';
import { rowBatches } from '../row-batches.ts';

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

/** Tokens by id, each of one of the principals; also calls of these that name no token. */
export interface UseDaysInput {
  readonly tokenIds: readonly string[];
  readonly principalIds: readonly string[];
  /** Exclusive end, UTC epoch milliseconds. */
  readonly to: number;
}

/** Reads the days with use of some tokens, as far back as anything is held. */
export async function useDays(
  store: Store,
  { tokenIds, principalIds, to }: UseDaysInput,
): Promise<readonly UseDays[]> {
  const ofPrincipals = listedIds('principal_id', 'principalIds', principalIds);
  const ofTokens = listedIds('token_id', 'tokenIds', tokenIds);
  const parts = await profileRows(
    store,
    { from: 0, to },
    `${ofPrincipals.sql} AND principal_kind NOT IN ${withoutToken} AND (token_id = '' OR ${ofTokens.sql})`,
  );
  const [tokens, principals] = [new Set(tokenIds), new Set(principalIds)];
  const query = {
    name: 'days with use',
    sql: `SELECT token_id, principal_id, arraySort(groupUniqArrayArray(used_days)) AS days, toUnixTimestamp(max(last_used)) AS last
      FROM (${parts.sql})
      WHERE notEmpty(used_days)
      GROUP BY token_id, principal_id
      ORDER BY token_id, principal_id`,
    params: { ...parts.params, ...ofPrincipals.params, ...ofTokens.params },
    row: useRow,
  };
  const rows: UseDays[] = [];
  for await (const batch of rowBatches(store, query, ofTokens.isListed)) {
    for (const { token_id, principal_id, days, last } of batch) {
      if (!principals.has(principal_id) || (token_id !== '' && !tokens.has(token_id))) continue;
      rows.push({ tokenId: token_id, principalId: principal_id, days, last });
    }
  }
  return rows;
}
