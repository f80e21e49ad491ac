import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inventoryCases } from '../../inventory-cases.test-support.ts';
import type { InventoryFile } from '../../provider.ts';
import { readInventory, recogniseInventory } from './index.ts';

const files = inventoryCases('aws').flatMap((topic) => topic.cases.flatMap((one) => one.files));

/** Reads to the end, and checks that every file is accounted for. */
function readAll(inputs: readonly InventoryFile[]) {
  const read = readInventory(inputs, 0);
  for (const _ of read.grants);
  const named = new Set([...read.problems, ...read.ignored].map((remark) => remark.path));
  for (const { path, kinds } of read.files) expect(kinds.length > 0 || named.has(path), path).toBe(true);
  expect(read.files).toHaveLength(inputs.length);
  return read;
}

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
  'x',
  '*',
  '__proto__',
  [],
  [[]],
  {},
  { Statement: 'no' },
  [null, 7, 'x'],
  'arn:aws:iam::111122223333:user/x',
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
      fc.property(fc.array(damaged, { minLength: 1, maxLength: 3 }), (inputs) => {
        readAll(inputs);
        for (const { path, text } of inputs) recogniseInventory(path, text.slice(0, 1000));
      }),
      { numRuns: 400 },
    );
  });

  it('never throws for values of the wrong kind anywhere in a document', () => {
    const json = files.filter((file) => /^[{[]/.test(file.text) && isJson(file.text));
    const twisted = fc.tuple(fc.constantFrom(...json), fc.nat(), hostileValue).map(([file, at, value]) => ({
      ...file,
      text: JSON.stringify(replaceAt(JSON.parse(file.text), at, value)),
    }));
    fc.assert(
      fc.property(fc.array(twisted, { minLength: 1, maxLength: 3 }), (inputs) => {
        readAll(inputs);
      }),
      { numRuns: 600 },
    );
  });

  it('reads names of object internals as names', () => {
    const user =
      '{"UserName":"__proto__","Arn":"arn:aws:iam::111122223333:user/__proto__","GroupList":["constructor"],';
    const tags =
      '"Tags":[{"Key":"__proto__","Value":"polluted"}],"__proto__":{"isDamaged":true},"UserPolicyList":[]}';
    const read = readAll([{ path: 'x', text: `{"UserDetailList":[${user}${tags}]}` }]);
    expect(read.principals.map((principal) => principal.name)).toEqual(['__proto__']);
    expect(Object.entries(read.principals[0]?.tags ?? {})).toEqual([['__proto__', 'polluted']]);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('survives documents nested deeper than any stack', () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    const policy = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":${deep},"Resource":"*"}]}`;
    const user = '"UserName":"a","Arn":"arn:aws:iam::111122223333:user/a"';
    const inline = `"UserPolicyList":[{"PolicyName":"p","PolicyDocument":${policy}}]`;
    readAll([{ path: 'deep', text: deep }]);
    const read = readAll([{ path: 'x', text: `{"UserDetailList":[{${user},${inline}}]}` }]);
    expect(read.effective.map((grant) => grant.isComplete)).toEqual([false]);
  });

  it('bounds what it says of one file', () => {
    const users = Array.from({ length: 5000 }, (_, index) => index);
    const read = readAll([{ path: 'x', text: JSON.stringify({ UserDetailList: users }) }]);
    expect(read.problems.length).toBeLessThan(200);
    expect(read.problems.at(-1)?.reason).toContain('further remarks');
  });

  it('ends loops in the tree of an organisation', () => {
    const unit = (id: string) => ({
      OrganizationalUnits: [{ Id: id, Arn: 'arn:aws:organizations::999900001111:ou/x', Name: id }],
    });
    const account = {
      Accounts: [{ Id: '111122223333', Arn: 'arn:aws:organizations::999900001111:account/x', Name: 'a' }],
    };
    const read = readAll([
      { path: 'ous-ou-ab12-aaaaaaaa.json', text: JSON.stringify(unit('ou-ab12-bbbbbbbb')) },
      { path: 'ous-ou-ab12-bbbbbbbb.json', text: JSON.stringify(unit('ou-ab12-aaaaaaaa')) },
      { path: 'accounts-ou-ab12-aaaaaaaa.json', text: JSON.stringify(account) },
      {
        path: 'u.json',
        text: '{"UserDetailList":[{"UserName":"a","Arn":"arn:aws:iam::111122223333:user/a"}]}',
      },
    ]);
    expect(read.effective[0]?.unknowns.map((unknown) => unknown.effect)).toContain('less');
  });
});

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
