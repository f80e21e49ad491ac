import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { InventoryRead } from '../../../model/inventory.ts';
import type { InventoryFile, Provider } from '../../provider.ts';
import { inventoryCases } from '../inventory/inventory-cases.test-support.ts';
import { readable } from '../inventory/readable-inventory.test-support.ts';

const exportedAt = Date.parse('2026-02-01T00:00:00Z');
/** An export takes its time, and this one an hour. */
const exportMs = 3_600_000;

/** What a file is made of, and how some of it makes a file again. */
interface Entries {
  readonly list: readonly unknown[];
  readonly join: (some: readonly unknown[]) => string;
}

/** How one provider’s exports are taken apart. */
interface Splitting {
  readonly provider: Pick<Provider, 'id' | 'catalogue'>;
  readonly read: (files: readonly InventoryFile[], observedAt: number) => InventoryRead;
  /** Names under which documents keep entries that may as well lie in several documents. */
  readonly lists: readonly string[];
}

/** Holds a provider’s reader to saying the same of an export however it lies in files, and however long it took. */
export function runInventoryLaws({ provider, read, lists }: Splitting): void {
  const cases = inventoryCases(provider.id).flatMap((topic) => topic.cases);
  const permissions = provider.catalogue.permissions();
  const said = (files: readonly InventoryFile[]) => saidOf(readable(read(files, exportedAt), permissions));

  describe('readInventory, of an export that lies in files in any way', () => {
    it.each(cases)('says the same: $name', ({ files }) => {
      const whole = said(files.map((file) => ({ ...file, observedAt: exportedAt })));
      fc.assert(
        fc.property(pages(files, lists), (parts) => {
          expect(said(parts)).toEqual(whole);
        }),
        { numRuns: 40 },
      );
    });
  });
}

/** Everything but when it was seen, and in which file. */
function saidOf({
  principals,
  tokens,
  roles,
  effective,
  grants,
  links,
  recordings,
}: ReturnType<typeof readable>) {
  return undated({ principals, tokens, roles, effective, grants, links, recordings });
}

function undated(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(undated);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => (name === 'observedAt' ? [] : [[name, undated(inner)]])),
  );
}

/** The entries of some files, dealt out to files of other dates, in any order. */
function pages(
  files: readonly InventoryFile[],
  lists: readonly string[],
): fc.Arbitrary<readonly InventoryFile[]> {
  const dealt = files.map((file) => {
    const { list, join } = entriesOf(file.text, lists);
    return fc
      .tuple(
        fc.array(fc.nat({ max: 2 }), { minLength: list.length, maxLength: list.length }),
        fc.array(fc.nat({ max: exportMs }), { minLength: 3, maxLength: 3 }),
      )
      .map(([seats, ages]) =>
        ages.flatMap((age, seat) => {
          const mine = list.filter((_, index) => seats[index] === seat);
          if (mine.length === 0 && (seat > 0 || list.length > 0)) return [];
          return [{ path: `page-${seat}/${file.path}`, text: join(mine), observedAt: exportedAt - age }];
        }),
      );
  });
  return fc
    .tuple(...dealt)
    .map((parts) => parts.flat())
    .chain((parts) => fc.shuffledSubarray(parts, { minLength: parts.length }));
}

const document = z.record(z.string(), z.unknown());

function entriesOf(text: string, lists: readonly string[]): Entries {
  const whole: Entries = { list: [text], join: ([one]) => String(one ?? '') };
  if (/^\s*[[{]/.test(text)) {
    const value = jsonOf(text);
    if (Array.isArray(value)) return { list: value, join: (some) => JSON.stringify(some) };
    const body = document.safeParse(value).data ?? {};
    const held = lists.filter((name) => Array.isArray(body[name]));
    if (held.length === 0) return whole;
    const list = held.flatMap((name) =>
      z
        .array(z.unknown())
        .parse(body[name])
        .map((entry) => ({ name, entry })),
    );
    const rest = (some: readonly unknown[]) =>
      Object.fromEntries(
        held.map((name) => [
          name,
          list.filter((one) => one.name === name && some.includes(one)).map(({ entry }) => entry),
        ]),
      );
    return { list, join: (some) => JSON.stringify({ ...body, ...rest(some) }) };
  }
  if (/^---$/m.test(text)) return { list: text.split(/^---$/m), join: (some) => some.join('---\n') };
  const [header = '', ...rows] = text.split('\n').filter((line) => line !== '');
  const isTable = /[,;\t]/.test(header) && !text.includes('<') && !text.includes('"\n');
  return isTable ? { list: rows, join: (some) => [header, ...some].join('\n') } : whole;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
