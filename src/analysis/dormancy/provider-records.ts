import { z } from 'zod';
import type { Store } from '../../store/store.ts';
import { listedIds } from '../listed-ids.ts';

const principalRow = z.object({
  principal_id: z.string(),
  name: z.string(),
  tags: z.record(z.string(), z.string()),
  last_used_at: z.coerce.number(),
  created_at: z.coerce.number(),
  use_noted_at: z.coerce.number(),
});

const triesRow = z.object({
  principal_id: z.string(),
  tried_at: z.coerce.number(),
  observed_at: z.coerce.number(),
});

/** What providers and people wrote down about a principal; times in UTC epoch seconds. */
export interface PrincipalNotes {
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdAt: number | undefined;
  readonly lastUsedAt: number | undefined;
  /** When the latest inventory was taken that tells when it was used last. */
  readonly useNotedAt: number | undefined;
  /** Whether the provider’s record of what it tried was exported; it sees every try, of any of its tokens. */
  readonly tries: { readonly last: number | undefined; readonly observedAt: number } | undefined;
}

/** Reads the latest notes on some principals: an inventory that leaves something out takes nothing back. */
export async function principalNotes(
  store: Store,
  principalIds: readonly string[],
): Promise<ReadonlyMap<string, PrincipalNotes>> {
  const { sql: isWanted, params } = listedIds('principal_id', 'principalIds', principalIds);
  const wanted = new Set(principalIds);
  const [principals, tries] = await Promise.all([
    store.query({
      name: 'notes on principals',
      sql: `SELECT principal_id, argMax(notes.name, notes.observed_at) AS name, argMaxIf(notes.tags, notes.observed_at, notEmpty(notes.tags)) AS tags,
          toUnixTimestamp(coalesce(max(notes.last_used_at), toDateTime64(0, 3, 'UTC'))) AS last_used_at,
          toUnixTimestamp(coalesce(max(notes.created_at), toDateTime64(0, 3, 'UTC'))) AS created_at,
          toUnixTimestamp(maxIf(notes.observed_at, isNotNull(notes.last_used_at))) AS use_noted_at
        FROM principals_v1 AS notes
        WHERE ${isWanted}
        GROUP BY principal_id
        ORDER BY principal_id`,
      params,
      row: principalRow,
    }),
    store.query({
      name: 'last tries of principals',
      sql: `SELECT principal_id, toUnixTimestamp(max(coalesce(used_at, toDateTime64(0, 3, 'UTC')))) AS tried_at,
          toUnixTimestamp(max(tries.observed_at)) AS observed_at
        FROM last_accessed_v1 AS tries
        WHERE ${isWanted}
        GROUP BY principal_id
        ORDER BY principal_id`,
      params,
      row: triesRow,
    }),
  ]);
  const triesOf = new Map(tries.map((row) => [row.principal_id, row]));
  return new Map(
    principals.flatMap((row) => {
      if (!wanted.has(row.principal_id)) return [];
      const tried = triesOf.get(row.principal_id);
      const notes: PrincipalNotes = {
        name: row.name,
        tags: row.tags,
        createdAt: row.created_at || undefined,
        lastUsedAt: row.last_used_at || undefined,
        useNotedAt: row.use_noted_at || undefined,
        tries: tried && { last: tried.tried_at || undefined, observedAt: tried.observed_at },
      };
      return [[row.principal_id, notes] as const];
    }),
  );
}
