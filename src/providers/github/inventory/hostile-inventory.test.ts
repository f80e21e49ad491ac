import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inventoryCases } from '../../inventory-cases.test-support.ts';
import type { InventoryFile } from '../../provider.ts';
import { readInventory, readScopesAtUse, recogniseInventory } from './index.ts';

const files = inventoryCases('github').flatMap((topic) => topic.cases.flatMap((one) => one.files));

/** Reads to the end, and checks that every file is accounted for. */
function readAll(inputs: readonly InventoryFile[]) {
  const read = readInventory(inputs, 0);
  const named = new Set([...read.problems, ...read.ignored].map((remark) => remark.path));
  for (const { path, kinds } of read.files) expect(kinds.length > 0 || named.has(path), path).toBe(true);
  for (const { principalId } of read.tokens)
    expect(read.principals.some(({ id }) => id === principalId)).toBe(true);
}

const garbage = fc.oneof(
  fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '\u0000', '\uFFFD', '\\', '\n', '-', '\uD800'),
  fc.string({ maxLength: 20, unit: 'binary' }),
);

const hostileValue = fc.constantFrom<unknown>(
  null,
  true,
  -1,
  1e308,
  '',
  '__proto__',
  [],
  [[]],
  {},
  { __proto__: null, admin: 'write' },
  [null, 7],
  '\u202E<script>',
  'x'.repeat(5000),
);

describe('readInventory, of hostile input', () => {
  it('never throws for damaged text, and accounts for every file', () => {
    const damaged = fc
      .tuple(fc.constantFrom(...files), fc.nat(), fc.nat({ max: 30 }), garbage)
      .map(([file, at, length, inserted]) => {
        const from = at % (file.text.length + 1);
        return { ...file, text: file.text.slice(0, from) + inserted + file.text.slice(from + length) };
      });
    fc.assert(
      fc.property(
        fc.uniqueArray(damaged, { minLength: 1, maxLength: 3, selector: ({ path }) => path }),
        (inputs) => {
          readAll(inputs);
          for (const { text } of inputs) recogniseInventory(text.slice(0, 1000));
        },
      ),
      { numRuns: 400 },
    );
  });

  it('never throws for values of the wrong kind anywhere in a document', () => {
    fc.assert(
      fc.property(fc.constantFrom(...files), fc.nat(), hostileValue, (file, at, value) => {
        let count = 0;
        const replaced = (text: string): string =>
          JSON.stringify(JSON.parse(text), (_key, inner) => (count++ === at % 60 ? value : inner)) ?? 'null';
        let text = file.text;
        try {
          text = replaced(file.text);
        } catch {
          // Some cases are no JSON at all.
        }
        readAll([{ ...file, text }]);
      }),
      { numRuns: 400 },
    );
  });

  it('survives documents nested deeper than any stack', () => {
    readAll([{ path: 'deep.json', text: '['.repeat(200_000) }]);
    readAll([{ path: 'deep.json', text: `${'{"data":['.repeat(50_000)}${']}'.repeat(50_000)}` }]);
  });
});

describe('readScopesAtUse', () => {
  const use = {
    tokenId: '1',
    tokenKind: 'classic-pat',
    principalId: 'user/mira',
    account: 'umbra',
    session: 'repo',
    firstSeen: 10 * 86_400_000,
    logBegin: 9 * 86_400_000,
    observedAt: 5,
  };

  it('counts all scopes that one token was seen with, and takes late ones for young', () => {
    const later = { ...use, session: 'admin:org', firstSeen: 40 * 86_400_000, observedAt: 7 };
    const { grants, effective } = readScopesAtUse([use, later]);
    expect(effective).toHaveLength(1);
    expect(new Set([...grants].map(({ observedAt }) => observedAt))).toEqual(new Set([7]));
    expect([...grants].map(({ roleId, since }) => [roleId, since])).toEqual([
      ['scopes-at-use/1/admin:org', later.firstSeen],
      ['scopes-at-use/1/repo', undefined],
    ]);
  });

  it('leaves open what a scope gives that is not known', () => {
    expect(readScopesAtUse([{ ...use, session: 'novel:scope' }]).effective).toMatchObject([
      { isComplete: false, unmatched: ['novel:scope'] },
    ]);
  });
});
