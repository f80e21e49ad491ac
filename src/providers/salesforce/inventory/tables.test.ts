import { describe, expect, it } from 'vitest';
import type { InventoryFile } from '../../provider.ts';
import { inventoryCases } from '../../shared/inventory/inventory-cases.test-support.ts';
import { readable } from '../../shared/inventory/readable-inventory.test-support.ts';
import { salesforceCatalogue } from '../catalogue/index.ts';
import { readInventory } from './index.ts';
import { flatFields } from './records.ts';

const cases = inventoryCases('salesforce').flatMap((topic) =>
  topic.cases.filter(({ expect: wanted }) => (wanted.problems ?? []).length === 0),
);

/** The records of an answer as a table; a file that is none as it is. */
function asTable(file: InventoryFile): InventoryFile {
  if (!file.text.startsWith('{') && !file.text.startsWith('[')) return file;
  const answer = JSON.parse(file.text);
  const records: readonly object[] = answer.result?.records ?? answer.records ?? answer;
  const rows = records.map((record) =>
    Object.fromEntries(Object.entries(flatFields(record)).filter(([name]) => !name.includes('attributes.'))),
  );
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (value: unknown): string => `"${String(value ?? '').replaceAll('"', '""')}"`;
  const lines = [columns, ...rows.map((row) => columns.map((name) => row[name]))].map((cells) =>
    cells.map(cell).join(','),
  );
  return { ...file, path: file.path.replace('.json', '.csv'), text: lines.join('\n') };
}

describe('readInventory', () => {
  it.each(cases)('says the same of answers and of tables of the same records: $name', ({ files }) => {
    const said = (of: readonly InventoryFile[]) => {
      const { principals, tokens, roles, effective, grants } = readable(
        readInventory(of, 0),
        salesforceCatalogue.permissions(),
      );
      return { principals, tokens, roles, effective, grants };
    };
    expect(said(files.map(asTable))).toEqual(said(files));
  });
});
