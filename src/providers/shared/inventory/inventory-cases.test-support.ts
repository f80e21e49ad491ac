import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { InventoryFile } from '../../provider.ts';

const part = z.record(z.string(), z.unknown());
const byId = z.record(z.string(), part);
const remark = z.tuple([z.string(), z.string()]);

const caseSchema = z.strictObject({
  name: z.string(),
  /** Content by path: text as it stands, anything else as JSON. */
  files: z.record(z.string(), z.unknown()).transform(toFiles),
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
      links: z.array(part),
      problems: z.array(remark),
      ignored: z.array(remark),
      notes: z.array(remark),
      /** A text that must be nowhere in the outcome. */
      nowhere: z.string(),
    })
    .partial(),
});

const topicSchema = z.strictObject({
  topic: z.string(),
  source: z.array(z.url()),
  cases: z.array(caseSchema),
});

/** A provider’s inventory cases, by topic. */
export function inventoryCases(provider: string): readonly z.infer<typeof topicSchema>[] {
  const folder = new URL(`../../${provider}/cases/inventory/`, import.meta.url);
  return readdirSync(folder)
    .sort()
    .map((name) => topicSchema.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))));
}

function toFiles(content: Readonly<Record<string, unknown>>): readonly InventoryFile[] {
  return Object.entries(content).map(([path, value]) => ({
    path,
    text: typeof value === 'string' ? value : JSON.stringify(value),
  }));
}
