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
  const permissions = loadRows(store, provider.id, 'permissions_v1', permissionColumns, function* () {
    for (const { name, id, service, level, recorded, dataKind = '' } of provider.catalogue.permissions())
      yield [name, String(id), service, level, recorded, dataKind];
  });
  const mapping = loadRows(store, provider.id, 'operations_v1', operationColumns, function* () {
    for (const {
      source,
      name,
      permissions: needed,
      basis,
      category,
      passesRole,
      pattern = '',
      forms = [],
    } of operations) {
      const [passes, lists] = [passesRole ? '1' : '0', [needed, forms].map((list) => JSON.stringify(list))];
      yield [source, name, lists[0] ?? '', basis, category, passes, pattern, lists[1] ?? ''];
    }
  });
  await Promise.all([permissions, mapping]);
}

/** What each column of a table is made of the text in a file. */
type Columns = Readonly<Record<string, (text: string) => string>>;

const asText = (text: string): string => text;
const asNumber = (text: string): string => `toUInt32(${text})`;
const asList = (text: string): string => `JSONExtract(${text}, 'Array(String)')`;

const permissionColumns: Columns = {
  permission: asText,
  permission_id: asNumber,
  service: asText,
  level: asText,
  recorded: asText,
  data_kind: asText,
};

const operationColumns: Columns = {
  source: asText,
  operation: asText,
  permissions: asList,
  basis: asText,
  category: asText,
  passes_role: asNumber,
  pattern: asText,
  forms: asList,
};

/** Fifty thousand rows go through a table on the disk: the engine reads one ten times as fast as it parses them in a statement. */
async function loadRows(
  store: Store,
  provider: string,
  table: string,
  columns: Columns,
  rows: () => Iterable<readonly string[]>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'scopelight-'));
  const path = join(folder, `${table}.csv`);
  const names = Object.keys(columns);
  try {
    writeFileSync(path, [names.join(','), ...[...rows()].map(csvLine)].join('\n'));
    await store.load({
      name: `load ${table}`,
      format: 'CSVWithNames',
      columns: names,
      files: [{ id: 0n, path, compression: 'none' }],
      insert: (source) => ({
        sql: `INSERT INTO ${table} (provider, ${names.join(', ')})
          SELECT {provider: String}, ${Object.entries(columns)
            .map(([name, of]) => of(`source.${name}`))
            .join(', ')}
          FROM (${source}) AS source`,
        params: { provider },
      }),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function csvLine(values: readonly string[]): string {
  return values.map((value) => `"${value.includes('"') ? value.replaceAll('"', '""') : value}"`).join(',');
}
