import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InventoryRead } from '../../../model/inventory.ts';
import type { InventoryFile } from '../../provider.ts';
import { inventoryCases } from '../inventory/inventory-cases.test-support.ts';

const garbage = fc.oneof(
  fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '\u0000', '\uFFFD', '\\', '\n', '-', '%', '\uD800'),
  fc.string({ maxLength: 20, unit: 'binary' }),
);

const hostileValue = fc.constantFrom<unknown>(
  null,
  true,
  -1,
  1e308,
  '',
  '*',
  '__proto__',
  [],
  [[]],
  {},
  { __proto__: null, admin: 'write' },
  { Statement: 'no' },
  [null, 7, 'x'],
  'arn:aws:iam::111122223333:user/x',
  '\u202E<script>',
  'x'.repeat(5000),
);

const some = { minLength: 1, maxLength: 3, selector: ({ path }: InventoryFile) => path };

/** How one provider reads exported inventories. */
interface Reader {
  readonly read: (files: readonly InventoryFile[], observedAt: number) => InventoryRead;
  readonly recognise: (path: string, head: string) => unknown;
  /** What else must be true of whatever was read. */
  readonly check?: (read: InventoryRead) => void;
}

/** Reads to the end, and checks that every file is accounted for. */
function readAll({ read: readInventory, check }: Reader, inputs: readonly InventoryFile[]): InventoryRead {
  const read = readInventory(inputs, 0);
  for (const _ of read.grants);
  const named = new Set([...read.problems, ...read.ignored].map((remark) => remark.path));
  for (const { path, kinds } of read.files) expect(kinds.length > 0 || named.has(path), path).toBe(true);
  expect(read.files).toHaveLength(inputs.length);
  check?.(read);
  return read;
}

/** Holds a provider’s reader to what must be true of any input, beginning from its cases; gives a reader that checks. */
export function runHostileInventory(
  provider: string,
  reader: Reader,
): (inputs: readonly InventoryFile[]) => InventoryRead {
  const files = inventoryCases(provider).flatMap((topic) => topic.cases.flatMap((one) => one.files));
  const json = files.filter(({ text }) => /^[{[]/.test(text) && isJson(text));

  describe('readInventory, of hostile input', () => {
    it('never throws for damaged text, and accounts for every file', () => {
      const damaged = fc
        .tuple(fc.constantFrom(...files), fc.nat(), fc.nat({ max: 30 }), garbage)
        .map(([file, at, length, inserted]) => {
          const from = at % (file.text.length + 1);
          return { ...file, text: file.text.slice(0, from) + inserted + file.text.slice(from + length) };
        });
      fc.assert(
        fc.property(fc.uniqueArray(damaged, some), (inputs) => {
          readAll(reader, inputs);
          for (const { path, text } of inputs) reader.recognise(path, text.slice(0, 1000));
        }),
        { numRuns: 400 },
      );
    });

    it('never throws for values of the wrong kind anywhere in a document', () => {
      const twisted = fc.tuple(fc.constantFrom(...json), fc.nat(), hostileValue).map(([file, at, value]) => ({
        ...file,
        text: JSON.stringify(replaceAt(JSON.parse(file.text), at, value)),
      }));
      fc.assert(
        fc.property(fc.uniqueArray(twisted, some), (inputs) => {
          readAll(reader, inputs);
        }),
        { numRuns: 600 },
      );
    });

    it('survives documents nested deeper than any stack', () => {
      readAll(reader, [{ path: 'deep.json', text: '['.repeat(200_000) }]);
      readAll(reader, [{ path: 'deep.json', text: `${'{"data":['.repeat(50_000)}${']}'.repeat(50_000)}` }]);
    });
  });

  return (inputs) => readAll(reader, inputs);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Replaces the n-th value of a document, counting all of them. */
function replaceAt(document: unknown, position: number, value: unknown): unknown {
  const total = count(document);
  let left = position % total;
  const walk = (node: unknown): unknown => {
    if (left === 0) {
      left -= 1;
      return value;
    }
    left -= 1;
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(Object.entries(node).map(([name, inner]) => [name, walk(inner)]));
  };
  return walk(document);
}

function count(node: unknown): number {
  if (typeof node !== 'object' || node === null) return 1;
  return Object.values(node).reduce((sum: number, inner) => sum + count(inner), 1);
}

/** Every token acts as a principal that was read too. */
export function tokensHavePrincipals({ tokens, principals }: InventoryRead): void {
  const ids = new Set(principals.map(({ id }) => id));
  for (const { principalId } of tokens) expect(ids.has(principalId)).toBe(true);
}
