import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listFiles } from '../../demo/testing/plain-reader.ts';
import { type WrittenDemo, writeTemporaryDemo } from '../../demo/testing/with-demo.ts';
import type { Context } from '../../src/services/context.ts';
import { ingestLogs } from '../../src/services/load/ingest-logs.ts';
import { buildReport } from '../../src/services/report.ts';
import { showCoverage } from '../../src/services/show-coverage.ts';
import { openTemporaryStore } from '../../src/store/temporary-store.ts';

const minutes = 60_000;

describe('however the files of an organisation are loaded', () => {
  let demo: WrittenDemo;
  let files: readonly string[];
  let whole: { report: unknown; coverage: unknown };

  beforeAll(async () => {
    demo = await writeTemporaryDemo({ days: 12, scale: 0.1, seed: 5 });
    files = listFiles(demo.directory)
      .filter((file) => file.startsWith('aws/'))
      .map((file) => join(demo.directory, file));
    whole = await conclusions([[join(demo.directory, 'aws')]]);
  }, 5 * minutes);

  afterAll(() => demo.remove());

  async function conclusions(batches: readonly (readonly string[])[]) {
    const store = await openTemporaryStore();
    const ctx: Context = { store, now: () => Date.parse(demo.truth.window.to), onProgress: () => {} };
    try {
      for (const paths of batches) if (paths.length > 0) await ingestLogs(ctx, { paths });
      const { sources: _, ...report } = await buildReport(ctx);
      return { report, coverage: await showCoverage(ctx) };
    } finally {
      await store.close();
    }
  }

  /** Deals the files out, inventories to all batches alike where `isInventory` says so. */
  function dealt(count: number, batchOf: (index: number, file: string) => number): string[][] {
    const batches: string[][] = Array.from({ length: count }, () => []);
    for (const [index, file] of files.entries()) batches[batchOf(index, file) % count]?.push(file);
    return batches;
  }

  const isInventory = (file: string): boolean => file.includes('/inventory/');

  it.each<[string, () => string[][]]>([
    ['in three parts', () => dealt(3, (index, file) => (isInventory(file) ? 0 : index))],
    ['the inventory last', () => dealt(2, (_, file) => (isInventory(file) ? 1 : 0))],
    ['twice over', () => [[...files], [...files]]],
    [
      'backwards, the older half last',
      () => dealt(2, (index) => (index < files.length / 2 ? 1 : 0)).map((batch) => batch.reverse()),
    ],
  ])(
    'the conclusions are the same: %s',
    async (_name, batches) => {
      expect(await conclusions(batches())).toEqual(whole);
    },
    5 * minutes,
  );
});
