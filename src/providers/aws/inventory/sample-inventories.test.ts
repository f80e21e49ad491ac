import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readInventory, recogniseInventory } from './index.ts';

/** A folder of inventories that others exported; not part of the product. */
const folder = process.env.SCOPELIGHT_SAMPLES ?? join(import.meta.dirname, '../../../../../shared/samples');
const inventories = join(folder, 'aws-inventory');

describe.skipIf(!existsSync(inventories))('readInventory, of inventories from elsewhere', () => {
  const entries = existsSync(inventories)
    ? readdirSync(inventories, { recursive: true, withFileTypes: true })
    : [];
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
  const read = readInventory(files, Date.parse('2026-01-01T00:00:00Z'));

  it('reads them without a problem', () => {
    expect(read.problems).toEqual([]);
  });

  it('accounts for every file', () => {
    const ignored = new Set(read.ignored.map((remark) => remark.path));
    const unread = read.files.filter((file) => file.kinds.length === 0).map((file) => file.path);
    expect(unread.filter((path) => !ignored.has(path))).toEqual([]);
    expect(read.files).toHaveLength(files.length);
  });

  it('recognises by its beginning every file that it reads', () => {
    const recognised = files.filter(
      ({ path, text }) => recogniseInventory(path, text.slice(0, 65_536)) !== undefined,
    );
    expect(recognised.map((file) => file.path).sort()).toEqual(
      read.files.filter((file) => file.kinds.length > 0).map((file) => file.path),
    );
  });

  it('knows the documents of all policies that are attached in them', () => {
    const named = new Set([...read.grants].filter((grant) => grant.isUnknown).map((grant) => grant.roleId));
    expect([...named]).toEqual([]);
  });
});
