import { describe, expect, it } from 'vitest';
import type { InventoryRead, InventoryRemark } from '../../../model/inventory.ts';
import type { InventoryFile, Provider } from '../../provider.ts';
import { inventoryCases } from '../inventory/inventory-cases.test-support.ts';
import { readable } from '../inventory/readable-inventory.test-support.ts';

const observedAtDefault = Date.parse('2026-02-01T00:00:00Z');

/** What a reader of answers of an API gives beyond the records. */
type Read = InventoryRead & { readonly notes: readonly InventoryRemark[] };

/** Holds a reader of exported answers of an API to its cases. */
export function runInventoryCases(
  { id, catalogue }: Pick<Provider, 'id' | 'catalogue'>,
  readInventory: (files: readonly InventoryFile[], observedAt: number) => Read,
  recognise: (head: string) => string | undefined,
): void {
  const permissions = catalogue.permissions();
  for (const { topic, cases } of inventoryCases(id)) {
    describe(topic, () => {
      it.each(cases)('$name', ({ files, expect: wanted }) => {
        const read = readInventory(files, observedAtDefault);
        const shown = readable(read, permissions);
        for (const list of ['principals', 'tokens', 'roles', 'effective'] as const) {
          const records = wanted[list];
          if (records === undefined) continue;
          expect(Object.keys(shown[list]).sort()).toEqual(Object.keys(records).sort());
          for (const [key, record] of Object.entries(records)) expectPart(shown[list][key], record);
        }
        for (const list of ['grants', 'recordings', 'links'] as const) {
          const records = wanted[list];
          if (records === undefined) continue;
          expect(shown[list]).toHaveLength(records.length);
          for (const [index, record] of records.entries()) expectPart(shown[list][index], record);
        }
        expectRemarks(read.problems, wanted.problems ?? []);
        if (wanted.ignored !== undefined) expectRemarks(read.ignored, wanted.ignored);
        if (wanted.notes !== undefined) expectRemarks(read.notes, wanted.notes);
        if (wanted.nowhere !== undefined) expect(JSON.stringify(read)).not.toContain(wanted.nowhere);
      });

      it.each(cases)('$name: order and repetition of files change nothing', ({ files }) => {
        const once = readable(readInventory(files, observedAtDefault), permissions);
        const again = [...files].reverse().concat(files);
        const twice = readable(readInventory(again, observedAtDefault), permissions);
        const remarks = { files: [], problems: [], ignored: [], notes: [] };
        expect({ ...twice, ...remarks }).toEqual({ ...once, ...remarks });
      });

      it.each(cases)('$name: its files are recognised by their beginning', ({ files, expect: wanted }) => {
        const odd = new Set([...(wanted.problems ?? []), ...(wanted.ignored ?? [])].map(([path]) => path));
        for (const { path, text } of files)
          if (!odd.has(path)) expect(recognise(text.slice(0, 4000)), path).toBeDefined();
      });
    });
  }
}

function expectRemarks(
  found: readonly InventoryRemark[],
  wanted: readonly (readonly [string, string])[],
): void {
  expect(
    found.map(({ path }) => path),
    JSON.stringify(found),
  ).toEqual(wanted.map(([path]) => path));
  for (const [index, [, reason]] of wanted.entries()) expect(found[index]?.reason).toContain(reason);
}

/** Compares the named fields; a field that should be `null` must be absent. */
function expectPart(found: unknown, wanted: Readonly<Record<string, unknown>>): void {
  const given = Object.entries(wanted);
  expect(found).toMatchObject(Object.fromEntries(given.filter(([, value]) => value !== null)));
  for (const [name, value] of given) if (value === null) expect(found).not.toHaveProperty(name);
}
