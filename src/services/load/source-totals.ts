import { z } from 'zod';
import type { sourceShape } from '../../model/report.ts';
import type { Store } from '../../store/store.ts';

export type SourceTotals = z.infer<typeof sourceShape>;

/** Accounts for every file and record held, by provider: as call, as left out with the reason, or as unreadable. */
export async function sourceTotals(store: Store): Promise<SourceTotals[]> {
  const files = await store.query({
    name: 'files by provider',
    sql: `SELECT provider, count() AS files, sum(f.calls) AS records, sumMap(f.ignored) AS ignored, sum(unreadable_count) AS unreadable
      FROM files_v1 AS f FINAL
      GROUP BY provider ORDER BY provider = '', provider`,
    row: z.object({
      provider: z.string(),
      files: z.coerce.number(),
      records: z.coerce.number(),
      ignored: z.record(z.string(), z.coerce.number()),
      unreadable: z.coerce.number(),
    }),
  });
  const calls = await store.query({
    name: 'calls by provider',
    sql: `SELECT provider, sum(u.calls) AS calls, sumIf(u.calls, token_id = '') AS unattributed, sumIf(u.calls, basis = 'unknown') AS unmapped
      FROM usage_v1 AS u GROUP BY provider`,
    row: z.object({
      provider: z.string(),
      calls: z.coerce.number(),
      unattributed: z.coerce.number(),
      unmapped: z.coerce.number(),
    }),
  });
  const pieces = await store.query({
    name: 'unreadable pieces',
    sql: `SELECT provider, path, toUInt64(piece.1) AS offset, piece.2 AS reason
      FROM files_v1 FINAL
      ARRAY JOIN arraySlice(unreadable, 1, 10) AS piece
      ORDER BY provider, path, offset, reason
      LIMIT 1000`,
    row: z.object({ provider: z.string(), path: z.string(), offset: z.coerce.number(), reason: z.string() }),
  });
  return files.map((row) => {
    const counted = calls.find((candidate) => candidate.provider === row.provider);
    return {
      provider: row.provider || 'unrecognised',
      files: row.files,
      calls: counted?.calls ?? 0,
      duplicates: Math.max(0, row.records - (counted?.calls ?? 0)),
      ignored: Object.values(row.ignored).reduce((sum, count) => sum + count, 0),
      ignoredReasons: row.ignored,
      unattributed: counted?.unattributed ?? 0,
      unmapped: counted?.unmapped ?? 0,
      unreadable: pieces
        .filter((piece) => piece.provider === row.provider)
        .map(({ path, offset, reason }) => ({ path, offset, reason })),
      unreadableCount: row.unreadable,
    };
  });
}
