import { expect, it } from 'vitest';
import { z } from 'zod';
import { openStore } from '../open-store.ts';
import { onCluster } from '../render.ts';
import type { Store } from '../store.ts';
import type { Subject } from '../store-contract.ts';

const nameRow = z.object({ name: z.string() });

export function schemaContract({ store, reopen, elsewhere }: Subject): void {
  it('is the same after it has been brought up to date twice', async () => {
    const before = await schemaOf(store());
    await reopen();
    expect(await schemaOf(store())).toEqual(before);
  });

  it('comments every table and view', async () => {
    const uncommented = await store().query({
      name: 'tables without comment',
      sql: `
        SELECT name FROM system.tables
        WHERE database = currentDatabase() AND comment = ''`,
      row: nameRow,
    });
    expect(uncommented).toEqual([]);
  });

  it('comments every column of every table', async () => {
    const uncommented = await store().query({
      name: 'columns without comment',
      sql: `
        SELECT concat(table, '.', name) AS name
        FROM system.columns
        WHERE database = currentDatabase() AND comment = '' AND table NOT IN (
          SELECT name FROM system.tables
          WHERE database = currentDatabase() AND engine = 'MaterializedView'
        )`,
      row: nameRow,
    });
    expect(uncommented).toEqual([]);
  });

  it('refuses a store that a later version has written', async () => {
    await elsewhere(async (location) => {
      const later = await openStore(location);
      await later.insert('migrations_v1', [{ id: '9999' }]);
      await later.close();
      await expect(openStore(location)).rejects.toMatchObject({
        code: 'store.newer-schema',
        message: 'this store was written by a later version (schema 9999)',
      });
    });
  });

  it('mends a schema that was left half-way', async () => {
    await elsewhere(async (location) => {
      const whole = await openStore(location);
      const before = await schemaOf(whole);
      await whole.define({ name: 'undo', sql: `DROP VIEW loads_to_counts_v1${onCluster(whole.shape)}` });
      await whole.truncate('migrations_v1');
      await whole.close();
      const mended = await openStore(location);
      expect(await schemaOf(mended)).toEqual(before);
      await mended.close();
    });
  });
}

function schemaOf(store: Store): Promise<unknown[]> {
  return store.query({
    name: 'schema',
    sql: `
      SELECT name, replaceRegexpAll(create_table_query, ' UUID \\'[^\\']*\\'', '') AS statement
      FROM system.tables
      WHERE database = currentDatabase()
      ORDER BY name`,
    row: z.object({ name: z.string(), statement: z.string() }),
  });
}
