import { z } from 'zod';
import { currentGrants } from '../../analysis/current-inventory.ts';
import type { JudgedWant } from '../../analysis/denials/find-denials.ts';
import { groupBy } from '../../model/group-by.ts';
import { isTokenHolder, tokenIdOf } from '../../model/holder-id.ts';
import { heldDocuments } from '../../policy/held-documents.ts';
import { findProvider } from '../../providers/register.ts';
import type { Store } from '../../store/store.ts';
import type { WantHolder } from './denial-fix.ts';

/** So many principals are looked up for one answer; those with the clearest wants come first. */
const holdersMax = 200;

/** Reads what the holders of wants hold, by holder: principals, and tokens with grants of their own. */
export async function denialHolders(
  store: Store,
  wants: readonly JudgedWant[],
): Promise<ReadonlyMap<string, WantHolder>> {
  const known = wants.filter(({ grants }) => grants !== undefined);
  const providers = new Map(known.map(({ holderId, facts }) => [holderId, facts.want.provider]));
  const holderIds = [...providers.keys()].slice(0, holdersMax);
  if (holderIds.length === 0) return new Map();
  const [limited, tokens] = await Promise.all([
    limitedPrincipals(store, holderIds),
    tokensOf(
      store,
      holderIds.filter((id) => !isTokenHolder(id)),
    ),
  ]);
  const holders = new Map<string, WantHolder>();
  for (const id of holderIds) {
    holders.set(id, {
      provider: findProvider(providers.get(id) ?? ''),
      held: await heldDocuments(store, id),
      isLimited: limited.has(id),
      tokenIds: isTokenHolder(id) ? [tokenIdOf(id)] : (tokens.get(id)?.map(({ token_id }) => token_id) ?? []),
    });
  }
  return holders;
}

async function limitedPrincipals(
  store: Store,
  principalIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const where = 'principal_id IN {principalIds: Array(String)}';
  const rows = await store.query({
    name: 'principals with limits',
    sql: `SELECT DISTINCT principal_id FROM (${currentGrants('principal_id, role_id, statement, path', `effect = 'limit' AND ${where}`, where)})`,
    params: { principalIds },
    row: z.object({ principal_id: z.string() }),
    settings: { distributed_product_mode: 'global' },
  });
  return new Set(rows.map((row) => row.principal_id));
}

async function tokensOf(store: Store, principalIds: readonly string[]) {
  const rows = await store.query({
    name: 'tokens of holders',
    sql: `SELECT DISTINCT principal_id, token_id FROM tokens_v1
      WHERE principal_id IN {principalIds: Array(String)} AND token_id != ''
      UNION DISTINCT
      SELECT DISTINCT principal_id, token_id FROM seasons_v1
      WHERE principal_id IN {principalIds: Array(String)} AND token_id != ''`,
    params: { principalIds },
    row: z.object({ principal_id: z.string(), token_id: z.string() }),
  });
  return groupBy(rows, (row) => row.principal_id);
}
