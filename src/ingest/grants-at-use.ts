import { z } from 'zod';
import type { Provider } from '../providers/provider.ts';
import type { Store } from '../store/store.ts';
import { storeInventory } from './store-inventory.ts';

/** More tokens than this no organisation gives out one by one. */
const usesMax = 500_000;

/**
 * Writes down what calls tell of what their tokens held, where the provider’s records tell it. Any exported inventory counts
 * more, whenever it was taken. Repeating it changes nothing.
 */
export async function recordGrantsAtUse(store: Store, provider: Provider): Promise<void> {
  const { atUse } = provider.inventory;
  if (!atUse) return;
  const uses = await store.query({
    name: 'what tokens held at use',
    sql: `SELECT token_id, any(calls.token_kind) AS token_kind, principal_id, toString(principal_account) AS account, session,
        toUnixTimestamp(min(time)) AS first, toUnixTimestamp(max(time)) AS last, toUnixTimestamp(any(logs.begin)) AS log_begin
      FROM calls_v1 AS calls
      LEFT ANY JOIN (
        SELECT account, min(hour) AS begin FROM coverage_v1 WHERE provider = {provider: String} GROUP BY account
      ) AS logs ON logs.account = calls.principal_account
      WHERE provider = {provider: String} AND calls.token_kind IN {kinds: Array(String)} AND token_id != '' AND session != ''
        AND outcome != 'authn_failed' AND principal_kind != 'unknown'
      GROUP BY token_id, principal_id, principal_account, session
      ORDER BY token_id, principal_id, principal_account, session
      LIMIT ${usesMax}`,
    params: { provider: provider.id, kinds: atUse.kinds },
    row: z.object({
      token_id: z.string(),
      token_kind: z.string(),
      principal_id: z.string(),
      account: z.string(),
      session: z.string(),
      first: z.coerce.number(),
      last: z.coerce.number(),
      log_begin: z.coerce.number(),
    }),
    settings: { distributed_product_mode: 'global' },
  });
  if (uses.length === 0) return;
  const read = atUse.read(
    uses.map((row) => ({
      tokenId: row.token_id,
      tokenKind: row.token_kind,
      principalId: row.principal_id,
      account: row.account,
      session: row.session,
      firstSeen: row.first * 1000,
      lastSeen: row.last * 1000,
      logBegin: row.log_begin * 1000,
      // Seconds for milliseconds: long before any export, and later for later logs.
      observedAt: row.last,
    })),
  );
  await storeInventory(store, provider.id, {
    files: [],
    principals: [],
    tokens: [],
    lastAccessed: [],
    recordings: [],
    problems: [],
    ignored: [],
    ...read,
  });
}
