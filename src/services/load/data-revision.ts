import { z } from 'zod';
import type { Context } from '../context.ts';

/** A mark of what the store holds: it changes whenever anything was loaded. */
export async function dataRevision({ store }: Context): Promise<string> {
  const [row] = await store.query({
    name: 'revision of the data',
    sql: `SELECT count() AS files, toString(sum(cityHash64(file_id, loaded_at))) AS mark FROM files_v1 FINAL`,
    row: z.object({ files: z.coerce.number(), mark: z.string() }),
  });
  return row ? `${row.files}.${row.mark}` : '0';
}
