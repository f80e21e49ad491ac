import { z } from 'zod';
import type { Store } from './store.ts';
import type { Rebuild } from './table.ts';

/**
 * Builds weeks of a table aside and puts them in place of the old ones, each in one step.
 * Repeating it changes nothing; a crash in between leaves each week either old or new.
 * What was built stays aside until the next build: it shares its files with the table, and emptying costs as much as building.
 */
export async function rebuildWeeks(
  store: Store,
  { what, insert, params = {}, parts = 1 }: Rebuild,
): Promise<void> {
  const stage = `${what}_stage_v1`;
  await store.truncate(stage);
  for (let part = 0; part < parts; part++) {
    await store.run({
      name: `build ${what}`,
      sql: insert,
      params: { ...params, parts, part },
      limits: { seconds: 3600, memoryBytes: 1200 * 1024 ** 2 },
      settings: { distributed_product_mode: 'global' },
    });
  }
  const built = await store.query({
    name: `weeks of ${what} built`,
    sql: `SELECT DISTINCT _partition_id AS id FROM ${stage} ORDER BY id`,
    row: z.object({ id: z.string() }),
  });
  await store.replacePartitions(
    `${what}_v1`,
    stage,
    built.map((row) => row.id),
  );
}
