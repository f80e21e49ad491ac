import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readInventory } from './index.ts';
import { readable } from './readable.test-support.ts';

const folder = new URL('../cases/inventory/', import.meta.url);
const observedAtDefault = Date.parse('2026-01-01T00:00:00Z');

const part = z.record(z.string(), z.unknown());
const byId = z.record(z.string(), part);
const remark = z.tuple([z.string(), z.string()]);

const caseSchema = z.strictObject({
  name: z.string(),
  /** Content by path: text as it stands, anything else as JSON. */
  files: z.record(z.string(), z.unknown()),
  /** Lists by id are complete, of each record the named fields are compared; `null` is an absent field. */
  expect: z
    .strictObject({
      accounts: z.array(z.string()),
      principals: byId,
      tokens: byId,
      roles: byId,
      effective: byId,
      grants: z.array(part),
      lastAccessed: z.array(part),
      recordings: z.array(part),
      problems: z.array(remark),
      ignored: z.array(remark),
      notes: z.array(remark),
      /** A text that must be nowhere in the outcome. */
      nowhere: z.string(),
    })
    .partial(),
});

const fileSchema = z.strictObject({
  topic: z.string(),
  source: z.array(z.url()),
  cases: z.array(caseSchema),
});

for (const name of readdirSync(folder).sort()) {
  const { topic, cases } = fileSchema.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
  describe(topic, () => {
    it.each(cases)('$name', ({ files, expect: wanted }) => {
      const inputs = Object.entries(files).map(([path, content]) => ({
        path,
        text: typeof content === 'string' ? content : JSON.stringify(content),
      }));
      const read = readable(readInventory(inputs, observedAtDefault));
      if (wanted.accounts !== undefined) expect(read.accounts).toEqual(wanted.accounts);
      for (const list of ['principals', 'tokens', 'roles', 'effective'] as const) {
        const records = wanted[list];
        if (records === undefined) continue;
        expect(Object.keys(read[list])).toEqual(Object.keys(records).sort());
        for (const [id, record] of Object.entries(records)) expectPart(read[list][id], record);
      }
      for (const list of ['grants', 'lastAccessed', 'recordings'] as const) {
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
