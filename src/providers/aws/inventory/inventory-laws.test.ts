import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InventoryFile } from '../../provider.ts';
import { inventoryCases } from '../../shared/inventory/inventory-cases.test-support.ts';
import { readable } from '../../shared/inventory/readable-inventory.test-support.ts';
import { awsCatalogue } from '../catalogue/index.ts';
import { readInventory } from './index.ts';

const permissions = awsCatalogue.permissions();
const observedAtDefault = Date.parse('2026-01-01T00:00:00Z');
const cases = inventoryCases('aws').flatMap((topic) => topic.cases);

/** The records alone: what is said of the files differs with the files. */
function records(files: readonly InventoryFile[]) {
  const {
    files: _,
    problems: __,
    ignored: ___,
    notes: ____,
    ...rest
  } = readable(readInventory(files, observedAtDefault), permissions);
  return rest;
}

describe('readInventory', () => {
  it('gives the same whatever the order of the files', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...cases).chain(({ files }) => fc.tuple(fc.constant(files), shuffled(files))),
        ([files, other]) => {
          expect(readable(readInventory(other, observedAtDefault), permissions)).toEqual(
            readable(readInventory(files, observedAtDefault), permissions),
          );
        },
      ),
    );
  });

  it.each(cases)('gives the same when every file is there twice: $name', ({ files }) => {
    const copies = files.map((file) => ({ ...file, path: `copies/${file.path}` }));
    expect(records([...files, ...copies])).toEqual(records(files));
  });

  it('gives the same when the entries of an export are spread over files in any way', () => {
    const pages = cases
      .flatMap(({ files }) => files)
      .filter((file) => file.text.startsWith('{"UserDetailList'));
    fc.assert(
      fc.property(fc.constantFrom(...pages).chain(spread), ({ whole, parts }) => {
        expect(records(parts)).toEqual(records([whole]));
      }),
    );
  });

  it('may be iterated again: the grants are the same each time', () => {
    for (const { files } of cases) {
      const { grants } = readInventory(files, observedAtDefault);
      expect([...grants]).toEqual([...grants]);
    }
  });

  it('gives one object for equal sets', () => {
    const read = readInventory(
      cases.flatMap(({ files }, index) => files.map((file) => ({ ...file, path: `${index}/${file.path}` }))),
      observedAtDefault,
    );
    const sets = read.effective.flatMap(({ allowed, conditional, scoped }) => [allowed, conditional, scoped]);
    expect(new Set(sets).size).toBe(new Set(sets.map((set) => set.key())).size);
  });
});

function shuffled<T>(list: readonly T[]): fc.Arbitrary<readonly T[]> {
  return fc.shuffledSubarray([...list], { minLength: list.length });
}

const lists = ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'] as const;

function spread(whole: InventoryFile) {
  const content: Record<string, readonly unknown[]> = whole.text.endsWith('}') ? JSON.parse(whole.text) : {};
  const entries = lists.flatMap((list) => (content[list] ?? []).map((entry) => ({ list, entry })));
  const seats = fc.array(fc.nat({ max: 3 }), { minLength: entries.length, maxLength: entries.length });
  return seats.map((seat) => {
    const parts = [0, 1, 2, 3].map((part) => {
      const chosen = entries.filter((_, index) => seat[index] === part);
      const body = lists.map((list) => [
        list,
        chosen.filter((one) => one.list === list).map((one) => one.entry),
      ]);
      return { path: `part-${part}.json`, text: JSON.stringify(Object.fromEntries(body)) };
    });
    return { whole: entries.length === 0 ? { path: 'none', text: '{"UserDetailList":[]}' } : whole, parts };
  });
}
