import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rebuildUsage } from '../../src/ingest/rebuild-usage.ts';
import { openStore } from '../../src/store/open-store.ts';
import { contentsOf, inFolder, ingestAll, writeFiles } from './loaded-store.ts';
import { type LogRecord, smallLog, wrappings } from './small-log.ts';

const log = smallLog(300);
const names = Object.keys(wrappings);

/** One way to cut the log: which file each record goes to (perhaps two), and how each file is wrapped and packed. */
const cut = fc.record({
  places: fc.array(fc.tuple(fc.nat(5), fc.option(fc.nat(5))), {
    minLength: log.length,
    maxLength: log.length,
  }),
  files: fc.array(
    fc.record({
      wrapping: fc.constantFrom(...names),
      isPacked: fc.boolean(),
      isReversed: fc.boolean(),
      run: fc.nat(1),
    }),
    {
      minLength: 6,
      maxLength: 6,
    },
  ),
});

describe('loading', () => {
  it('gives the same contents however the records are cut into files, wrapped, ordered, doubled and spread over runs', async () => {
    const whole = await inFolder((folder) => {
      const logs = writeFiles(folder, 'logs', { 'all.json': JSON.stringify({ Records: log }) });
      return ingestAll(join(folder, 'data'), [[logs]]);
    });
    expect(whole.contents.usage.length).toBeGreaterThan(50);
    await fc.assert(
      fc.asyncProperty(cut, async ({ places, files }) => {
        const contents = await inFolder(async (folder) => {
          const runs = [0, 1].map((run) => writeFiles(folder, `run-${run}`, filesOf(places, files, run)));
          return (await ingestAll(join(folder, 'data'), [runs, runs.slice(1)])).contents;
        });
        expect(contents).toEqual(whole.contents);
      }),
      { numRuns: 3 },
    );
  }, 300_000);

  it('sums up weeks part by part as it does at once', async () => {
    await inFolder(async (folder) => {
      const twice = [...log, ...log.slice(0, 100)];
      const logs = writeFiles(folder, 'logs', { 'all.json': JSON.stringify({ Records: twice }) });
      const { contents } = await ingestAll(join(folder, 'data'), [[logs]]);
      const store = await openStore(join(folder, 'data'));
      try {
        const weeks = ['2026-03-02', '2026-03-09'];
        await rebuildUsage(store, { provider: 'aws', weeks }, { uses: twice.length, hasCopies: true }, 50);
        expect((await contentsOf(store)).usage).toEqual(contents.usage);
      } finally {
        await store.close();
      }
    });
  });

  it('knows a file again under another name, and counts a repeated record as a duplicate', async () => {
    await inFolder(async (folder) => {
      const text = JSON.stringify({ Records: log });
      const first = writeFiles(folder, 'first', { 'a.json': text });
      const renamed = writeFiles(folder, 'renamed', { 'b.json': text });
      const overlapping = writeFiles(folder, 'overlapping', {
        'c.json': JSON.stringify({ Records: log.slice(0, 40) }),
      });
      const { summary, contents } = await ingestAll(join(folder, 'data'), [
        [first],
        [renamed],
        [overlapping],
      ]);
      const alone = await ingestAll(join(folder, 'alone'), [[first]]);
      expect(contents).toEqual(alone.contents);
      const [aws] = summary.sources;
      expect(aws?.files).toBe(2);
      expect((aws?.calls ?? 0) + (aws?.duplicates ?? 0)).toBe(log.length + 40);
    });
  });

  it('counts a call that both accounts recorded once, for the caller, whichever record comes first', async () => {
    const pair = smallLog(8)
      .filter((record) => 'sharedEventID' in record)
      .slice(0, 2);
    await inFolder(async (folder) => {
      const [own, copy] = pair.map((record, index) =>
        writeFiles(folder, `file-${index}`, { 'x.json': JSON.stringify({ Records: [record] }) }),
      );
      if (!own || !copy) throw new Error('the log holds no pair');
      const forth = await ingestAll(join(folder, 'forth'), [[own], [copy]]);
      const back = await ingestAll(join(folder, 'back'), [[copy], [own]]);
      expect(back.contents.usage).toEqual(forth.contents.usage);
      expect(back.contents.usage).toHaveLength(1);
      expect(back.contents.usage[0]).toMatchObject({ token_id: 'AKIAEXAMPLE000000000' });
    });
  });
});

function filesOf(
  places: readonly (readonly [number, number | null])[],
  files: readonly { wrapping: string; isPacked: boolean; isReversed: boolean; run: number }[],
  run: number,
): Record<string, string | Buffer> {
  const made: Record<string, string | Buffer> = { 'empty.json': '' };
  files.forEach((file, number) => {
    if (file.run !== run) return;
    const mine: LogRecord[] = log.filter((_, index) => places[index]?.includes(number));
    if (mine.length === 0) return;
    const text = wrappings[file.wrapping]?.(file.isReversed ? mine.toReversed() : mine) ?? '';
    made[`${number}.json`] = file.isPacked ? gzipSync(text) : text;
  });
  return made;
}
