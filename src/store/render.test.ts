import { describe, expect, it } from 'vitest';
import { migrations } from './migrations.ts';
import { quote, renderTable, renderView, renderWidening, type Shape } from './render.ts';
import { openTemporaryStore } from './temporary-store.ts';

const cluster = {
  kind: 'cluster',
  cluster: 'main',
  database: 'audit',
  isReplicated: false,
  hasQueue: true,
} as const;
const shapes: Readonly<Record<string, Shape>> = {
  embedded: { kind: 'embedded' },
  server: { kind: 'server' },
  cluster,
  'cluster-replicated': { ...cluster, isReplicated: true },
};

describe('the schema', () => {
  // The contract of each shape executes it; this shows every change of it to a reader.
  it.each(Object.entries(shapes))('is rendered as ever for %s', async (name, shape) => {
    await expect(`${statements(shape).join(';\n\n')};\n`).toMatchFileSnapshot(`golden/${name}.sql`);
  });

  it('differs without a queue only in not asking for one', () => {
    expect(statements({ ...cluster, hasQueue: false })).toEqual(
      statements(cluster).map((statement) => statement.replaceAll(` ON CLUSTER 'main'`, '')),
    );
  });

  it('is the same on one server as embedded', () => {
    expect(statements({ kind: 'server' })).toEqual(statements({ kind: 'embedded' }));
  });

  it('is understood by the engine in every shape', async () => {
    const store = await openTemporaryStore();
    for (const shape of Object.values(shapes)) {
      for (const sql of statements(shape)) await store.run({ name: 'parse', sql: `EXPLAIN AST ${sql}` });
    }
    await store.close();
  });
});

describe('quote', () => {
  it('keeps any text inside its quotes', () => {
    expect(quote(`it's \\'; DROP`)).toBe(`'it\\'s \\\\\\'; DROP'`);
  });
});

function statements(shape: Shape): string[] {
  return migrations.flatMap(({ tables, widened = [], views }) => [
    ...tables.flatMap((table) => renderTable(table, shape)),
    ...widened.flatMap(({ table, columns }) => renderWidening(table, columns, shape)),
    ...views.map((view) => renderView(view, shape)),
  ]);
}
