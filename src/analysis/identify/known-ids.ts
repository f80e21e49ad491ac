import { z } from 'zod';
import type { Store } from '../../store/store.ts';

const row = z.object({ id: z.string(), token_id: z.string(), principal_id: z.string() });

/** A public name of a token, and which token of the inventory or the logs goes by it. */
export interface KnownId {
  readonly id: string;
  readonly tokenId: string;
  readonly principalId: string;
}

/** As which an id may be known: as it is, and behind the name that an account was given when it was loaded. */
export async function idSpellings(store: Store): Promise<(id: string) => readonly string[]> {
  const names = await store.query({
    name: 'names of accounts',
    sql: `SELECT DISTINCT account FROM files_v1 WHERE account != '' ORDER BY account`,
    row: z.object({ account: z.string() }),
  });
  return (id) => [id, ...names.map(({ account }) => `${account}/${id}`)];
}

/**
 * Finds which of some public ids the inventory or the logs know: as the id of a token, or as that of a short-lived
 * credential, whose token is the session it belongs to.
 */
export async function knownIds(store: Store, ids: readonly string[]): Promise<KnownId[]> {
  if (ids.length === 0) return [];
  const asTokens = await asTokenIds(store, ids);
  const known = new Set(asTokens.map(({ id }) => id));
  const rest = ids.filter((id) => !known.has(id));
  return rest.length === 0 ? asTokens : [...asTokens, ...(await asCredentialIds(store, rest))];
}

async function asTokenIds(store: Store, ids: readonly string[]): Promise<KnownId[]> {
  const rows = await store.query({
    name: 'tokens by public id',
    sql: `SELECT DISTINCT token_id AS id, token_id, principal_id FROM tokens_v1 WHERE token_id IN {ids: Array(String)}
      UNION DISTINCT
      SELECT DISTINCT token_id AS id, token_id, principal_id FROM usage_v1 WHERE token_id IN {ids: Array(String)}`,
    params: { ids },
    row,
  });
  return rows.map(knownId);
}

/** Calls are in the order of tokens, so this reads one column of them all. */
async function asCredentialIds(store: Store, ids: readonly string[]): Promise<KnownId[]> {
  const rows = await store.query({
    name: 'tokens by id of a short-lived credential',
    sql: `SELECT DISTINCT credential_id AS id, token_id, principal_id FROM calls_v1
      WHERE credential_id IN {ids: Array(String)} AND token_id != ''
      LIMIT 1000`,
    params: { ids },
    row,
  });
  return rows.map(knownId);
}

/** Finds which of some identities the inventory or the logs know. */
export async function knownPrincipals(store: Store, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const rows = await store.query({
    name: 'principals by id',
    sql: `SELECT DISTINCT principal_id AS id FROM principals_v1 WHERE principal_id IN {ids: Array(String)}
      UNION DISTINCT
      SELECT DISTINCT principal_id AS id FROM tokens_v1 WHERE principal_id IN {ids: Array(String)}
      UNION DISTINCT
      SELECT DISTINCT principal_id AS id FROM seasons_v1 WHERE principal_id IN {ids: Array(String)}`,
    params: { ids },
    row: z.object({ id: z.string() }),
  });
  return rows.map(({ id }) => id);
}

function knownId({ id, token_id, principal_id }: z.infer<typeof row>): KnownId {
  return { id, tokenId: token_id, principalId: principal_id };
}
