import { z } from 'zod';
import { groupBy } from '../../model/group-by.ts';
import { findProvider } from '../../providers/register.ts';
import type { Store } from '../../store/store.ts';
import { type FoundNode, nodeOf } from './parts.ts';

const principalRow = z.object({
  provider: z.string(),
  account: z.string(),
  principal_id: z.string(),
  kind: z.string(),
  name: z.string(),
});

/** How many principals a question looks at in one step. */
export const principalsMax = 20_000;

/** Reads principals as nodes, by their ids: what inventories list, or else what calls tell of them. */
export async function principalsById(
  store: Store,
  ids: readonly string[],
): Promise<ReadonlyMap<string, FoundNode>> {
  if (ids.length === 0) return new Map();
  return read(store, 'principals by their ids', 'principal_id IN {ids: Array(String)}', { ids });
}

/** Reads the principals of some kinds that accounts of a provider have, as far as inventories list them. */
export async function principalsIn(
  store: Store,
  where: {
    readonly provider: string;
    readonly accounts: readonly string[];
    readonly kinds: readonly string[];
  },
): Promise<ReadonlyMap<string, FoundNode>> {
  return read(
    store,
    'principals of some accounts',
    'provider = {provider: String} AND account IN {accounts: Array(String)} AND kind IN {kinds: Array(String)}',
    { ...where },
  );
}

/**
 * Reads the principals of a kind whose ids, or names, look like a `LIKE` pattern: in every account, where the name of one
 * stands before the ids in it.
 */
export async function principalsLike(
  store: Store,
  where: { readonly provider: string; readonly what: string; readonly pattern: string },
  by: 'id' | 'name' = 'id',
): Promise<ReadonlyMap<string, FoundNode>> {
  const isLocal = by === 'id' && findProvider(where.provider).naming?.hasLocalIds === true;
  const isLike = by === 'id' ? 'principal_id LIKE {pattern: String}' : 'name LIKE {pattern: String}';
  return read(
    store,
    'principals that a pattern names',
    `provider = {provider: String} AND kind = {what: String}
      AND ${isLocal ? `(${isLike} OR principal_id LIKE concat('%/', {pattern: String}))` : isLike}`,
    { ...where },
  );
}

/**
 * Reads the principals of a kind that are known by some ids in accounts whose names stand before these, by the ids without
 * them. Of several accounts that know one, nothing tells which is meant: then none is given.
 */
export async function principalsOfSomeAccount(
  store: Store,
  where: { readonly provider: string; readonly what: string; readonly names: readonly string[] },
): Promise<ReadonlyMap<string, FoundNode>> {
  const nodes = await read(
    store,
    'principals of some named account',
    `provider = {provider: String} AND kind = {what: String}
      AND (principal_id IN {names: Array(String)} OR substring(principal_id, position(principal_id, '/') + 1) IN {names: Array(String)})`,
    { ...where },
  );
  const wanted = new Set(where.names);
  const found = groupBy(nodes.values(), ({ id }) => (wanted.has(id) ? id : id.slice(id.indexOf('/') + 1)));
  return new Map(
    [...found].flatMap(([id, [node, ...others]]) =>
      node && others.length === 0 ? [[id, node] as const] : [],
    ),
  );
}

/** Reads the principals of a kind that have some names, by name. */
export async function principalsNamed(
  store: Store,
  where: { readonly provider: string; readonly what: string; readonly names: readonly string[] },
): Promise<ReadonlyMap<string, FoundNode>> {
  const found = await read(
    store,
    'principals by their names',
    'provider = {provider: String} AND kind = {what: String} AND name IN {names: Array(String)}',
    { ...where },
  );
  return new Map([...found.values()].map((node) => [node.name, node]));
}

async function read(
  store: Store,
  name: string,
  where: string,
  params: Readonly<Record<string, string | readonly string[]>>,
): Promise<ReadonlyMap<string, FoundNode>> {
  const rows = await store.query({
    name,
    sql: `SELECT provider, account, principal_id, kind, name FROM (
        SELECT provider, account, principal_id, kind, name, 1 AS is_listed FROM principals_v1 WHERE kind != 'token' AND ${where}
        UNION DISTINCT
        SELECT DISTINCT provider, account, principal_id, principal_kind AS kind, principal_id AS name, 0 AS is_listed FROM seasons_v1
        WHERE principal_kind != 'unknown' AND ${where.replaceAll(/\bkind\b/g, 'principal_kind').replaceAll(/\bname\b/g, 'principal_id')}
      )
      ORDER BY principal_id, is_listed DESC
      LIMIT 1 BY principal_id
      LIMIT ${principalsMax + 1}`,
    params,
    row: principalRow,
  });
  return new Map(
    rows.map(({ principal_id: id, kind: what, provider, account, name }) => [
      id,
      nodeOf({ id, kind: 'principal', provider, account, what, name }),
    ]),
  );
}
