import { z } from 'zod';
import { ScopelightError } from '../model/error.ts';
import { migrations } from './migrations.ts';
import { rebuildWeeks } from './rebuild-weeks.ts';
import { renderTable, renderView, renderWidening } from './render.ts';
import type { Store } from './store.ts';
import type { Table } from './table.ts';

const applied: Table = {
  name: 'migrations_v1',
  comment: 'Schema steps that this store has taken.',
  engine: 'ReplacingMergeTree',
  columns: [
    { name: 'id', type: 'String', comment: 'Step' },
    { name: 'applied_at', type: "DateTime64(3, 'UTC')", comment: 'When', default: 'now64(3)' },
  ],
  orderBy: ['id'],
  shardBy: '0',
};

/**
 * Brings the schema up to date. Every step can be repeated, so a crash half-way is mended by the next start.
 * @throws {ScopelightError} `store.newer-schema` when a later version has written this store.
 */
export async function migrate(store: Store): Promise<void> {
  for (const sql of renderTable(applied, store.shape)) await store.define({ name: 'migrate', sql });
  const rows = await store.query({
    name: 'migrations taken',
    sql: 'SELECT DISTINCT id FROM migrations_v1 ORDER BY id',
    row: z.object({ id: z.string() }),
  });
  const taken = new Set(rows.map((row) => row.id));
  const known = new Set(migrations.map((migration) => migration.id));
  const foreign = [...taken].filter((id) => !known.has(id));
  if (foreign.length > 0) {
    throw new ScopelightError(
      'store.newer-schema',
      `this store was written by a later version (schema ${foreign.at(-1)})`,
      {
        hint: 'upgrade scopelight, or choose another store with --data',
      },
    );
  }
  for (const migration of migrations) {
    if (taken.has(migration.id)) continue;
    await defineAll(
      store,
      migration.id,
      migration.tables.map((table) => renderTable(table, store.shape)),
    );
    await defineAll(
      store,
      migration.id,
      (migration.widened ?? []).map(({ table, columns }) => renderWidening(table, columns, store.shape)),
    );
    await defineAll(
      store,
      migration.id,
      migration.views.map((view) => [renderView(view, store.shape)]),
    );
    for (const { from, into } of migration.copies ?? []) {
      const columns = into.columns.map(({ name }) => name).join(', ');
      await store.run({
        name: `migrate ${migration.id}`,
        sql: `INSERT INTO ${into.name} (${columns}) SELECT ${columns} FROM ${from.name}`,
      });
    }
    for (const fill of migration.fills ?? []) await rebuildWeeks(store, fill);
    await store.insert('migrations_v1', [{ id: migration.id }]);
  }
}

/** Tables need not wait for each other, only the statements of one table. */
async function defineAll(
  store: Store,
  migration: string,
  definitions: readonly (readonly string[])[],
): Promise<void> {
  await Promise.all(
    definitions.map(async (statements) => {
      for (const sql of statements) await store.define({ name: `migrate ${migration}`, sql });
    }),
  );
}
