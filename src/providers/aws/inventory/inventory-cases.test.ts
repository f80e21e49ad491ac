import { describe, expect, it } from 'vitest';
import { inventoryCases } from '../../shared/inventory/inventory-cases.test-support.ts';
import { readable } from '../../shared/inventory/readable-inventory.test-support.ts';
import { awsCatalogue } from '../catalogue/index.ts';
import { readInventory } from './index.ts';

const permissions = awsCatalogue.permissions();
const observedAtDefault = Date.parse('2026-01-01T00:00:00Z');

for (const { topic, cases } of inventoryCases('aws')) {
  describe(topic, () => {
    it.each(cases)('$name', ({ files, expect: wanted }) => {
      const read = readable(readInventory(files, observedAtDefault), permissions);
      if (wanted.accounts !== undefined) expect(read.accounts).toEqual(wanted.accounts);
      for (const list of ['principals', 'tokens', 'roles', 'effective'] as const) {
        const records = wanted[list];
        if (records === undefined) continue;
        expect(Object.keys(read[list])).toEqual(Object.keys(records).sort());
        for (const [id, record] of Object.entries(records)) expectPart(read[list][id], record);
      }
      for (const list of ['grants', 'lastAccessed', 'recordings', 'links'] as const) {
        const records = wanted[list];
        if (records === undefined) continue;
        expect(read[list]).toHaveLength(records.length);
        for (const [index, record] of records.entries()) expectPart(read[list][index], record);
      }
      expectRemarks(read.problems, wanted.problems ?? []);
      if (wanted.ignored !== undefined) expectRemarks(read.ignored, wanted.ignored);
      if (wanted.notes !== undefined) expectRemarks(read.notes, wanted.notes);
      if (wanted.nowhere !== undefined) expect(JSON.stringify(read)).not.toContain(wanted.nowhere);
    });
  });
}

function expectRemarks(
  found: readonly { readonly path: string; readonly reason: string }[],
  wanted: readonly (readonly [string, string])[],
): void {
  const paths = found.map(({ path }) => path);
  expect(paths, JSON.stringify(found)).toEqual(wanted.map(([path]) => path));
  for (const [index, [, reason]] of wanted.entries()) expect(found[index]?.reason).toContain(reason);
}

/** Compares the named fields; a field that should be `null` must be absent. */
function expectPart(found: unknown, wanted: Readonly<Record<string, unknown>>): void {
  const given = Object.entries(wanted);
  expect(found).toMatchObject(Object.fromEntries(given.filter(([, value]) => value !== null)));
  for (const [name, value] of given) if (value === null) expect(found).not.toHaveProperty(name);
}
