import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { OperationRow, Provider } from '../providers/provider.ts';
import type { Store } from '../store/store.ts';

/** Brings the engine’s copy of a provider’s catalogue up to date; does nothing when it already is. */
export async function syncCatalogue(store: Store, provider: Provider): Promise<void> {
  if (await isCurrent(store, provider)) return;
  await writeCatalogue(store, provider, provider.catalogue.operations());
}

/** Writes a catalogue that changes: an operation that is gone is marked so, since rows are only ever added. */
export async function replaceCatalogue(store: Store, provider: Provider): Promise<void> {
  const operations = provider.catalogue.operations();
  const keyOf = (source: string, name: string): string => `${source}\n${name}`;
  const present = new Set(operations.map(({ source, name }) => keyOf(source, name)));
  const held = await store.query({
    name: 'operations held',
    sql: `SELECT DISTINCT source, operation FROM operations_v1 WHERE provider = {provider: String}`,
    params: { provider: provider.id },
    row: z.object({ source: z.string(), operation: z.string() }),
  });
  const gone = held
    .filter(({ source, operation }) => !present.has(keyOf(source, operation)))
    .map(({ source, operation }) => ({ ...noOperation, source, name: operation }));
  await writeCatalogue(store, provider, [...operations, ...gone]);
}

const noOperation = { permissions: [], basis: 'gone', category: '', passesRole: false } as const;

async function isCurrent(store: Store, { id, catalogue }: Provider): Promise<boolean> {
  const held = await store.query({
    name: 'catalogue held',
    sql: `SELECT
        (SELECT count() FROM permissions_v1 FINAL WHERE provider = {provider: String}) AS permissions,
        (SELECT count() FROM operations_v1 FINAL WHERE provider = {provider: String}) AS operations`,
    params: { provider: id },
    row: z.object({ permissions: z.coerce.number(), operations: z.coerce.number() }),
  });
  const [counts] = held;
  return (
    counts?.permissions === catalogue.permissions().length &&
    counts.operations === catalogue.operations().length
  );
}

async function writeCatalogue(
  store: Store,
  provider: Provider,
  operations: readonly (Omit<OperationRow, 'basis'> & { readonly basis: string })[],
): Promise<void> {
  const permissions = loadRows(
    store,
    provider.id,
    'permissions_v1',
    {
      permission: 'String',
      permission_id: 'UInt32',
      service: 'String',
      level: 'String',
      recorded: 'String',
      data_kind: 'String',
    },
    provider.catalogue.permissions().map((permission) => ({
      permission: permission.name,
      permission_id: permission.id,
      service: permission.service,
      level: permission.level,
      recorded: permission.recorded,
      data_kind: permission.dataKind ?? '',
    })),
  );
  const mapping = loadRows(
    store,
    provider.id,
    'operations_v1',
    {
      source: 'String',
      operation: 'String',
      permissions: 'Array(String)',
      basis: 'String',
      category: 'String',
      passes_role: 'UInt8',
      pattern: 'String',
      forms: 'Array(String)',
    },
    operations.map((operation) => ({
      source: operation.source,
      operation: operation.name,
      permissions: operation.permissions,
      basis: operation.basis,
      category: operation.category,
      passes_role: operation.passesRole ? 1 : 0,
      pattern: operation.pattern ?? '',
      forms: operation.forms ?? [],
    })),
  );
  await Promise.all([permissions, mapping]);
}

/** Fifty thousand rows go through a file: the engine reads one ten times as fast as it parses them in a statement. */
async function loadRows(
  store: Store,
  provider: string,
  table: string,
  columns: Readonly<Record<string, string>>,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'scopelight-'));
  const path = join(folder, `${table}.ndjson`);
  const names = Object.keys(columns);
  const type = `Tuple(${Object.entries(columns)
    .map(([name, of]) => `${name} ${of}`)
    .join(', ')})`;
  try {
    writeFileSync(path, rows.map((row) => JSON.stringify(row)).join('\n'));
    await store.load({
      name: `load ${table}`,
      format: 'JSONAsString',
      files: [{ id: 0n, path, compression: 'none' }],
      insert: (source) => ({
        sql: `INSERT INTO ${table} (provider, ${names.join(', ')})
          SELECT {provider: String}, ${names.map((name) => `r.${name}`).join(', ')}
          FROM (SELECT JSONExtract(line, '${type}') AS r FROM (${source}))`,
        params: { provider },
      }),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
