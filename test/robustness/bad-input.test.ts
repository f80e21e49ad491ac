import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inFolder, ingestAll, writeFiles } from './loaded-store.ts';
import { smallLog } from './small-log.ts';

const log = smallLog(60).filter((record) => !('sharedEventID' in record));
const delivery = JSON.stringify({ Records: log });
const packed = gzipSync(delivery);
const firstTen = log.slice(0, 10).map((record) => JSON.stringify(record));

interface Case {
  readonly content: string | Buffer;
  /** Calls that can be read of it. */
  readonly calls: number;
  /** What is said of the rest; undefined where nothing is lost. */
  readonly reason?: RegExp;
  /** Pieces that are no records, and are counted as such. */
  readonly ignored?: number;
}

const cases: Readonly<Record<string, Case>> = {
  'a sound file': { content: packed, calls: log.length },
  'an empty file': { content: '', calls: 0 },
  'an empty delivery': { content: '{"Records":[]}', calls: 0 },
  'half a packed file': { content: packed.subarray(0, packed.length - 40), calls: -1, reason: /cut off/ },
  'packed data with a broken middle': {
    content: withBreak(packed),
    calls: -1,
    reason: /broken|cut off|not JSON|belongs/,
  },
  'a delivery that ends within a record': {
    content: `{"Records":[${firstTen.join(',')},{"eventVersion":"1.09","userIdent`,
    calls: 10,
    reason: /cut off/,
  },
  'a record that is not JSON among good ones': {
    content: `{"Records":[${firstTen.join(',')},{"eventVersion":oops},${JSON.stringify(log[20])}]}`,
    calls: 11,
    reason: /not JSON/,
  },
  'text between lines': {
    content: `${firstTen.join('\n')}\nwhat is this\n${JSON.stringify(log[20])}\n`,
    calls: 11,
    reason: /belongs/,
  },
  'UTF-16 with its mark': { content: Buffer.from(`\uFEFF${delivery}`, 'utf16le'), calls: log.length },
  'UTF-8 with its mark': { content: `\uFEFF${delivery}`, calls: log.length },
  'a byte that is no UTF-8': { content: latin1(), calls: 10 },
  'JSON of something else': {
    content: '{"hello":"world"}',
    calls: 0,
    reason: /neither a log nor an inventory/,
  },
  'no JSON at all': {
    content: 'just some text\n'.repeat(100),
    calls: 0,
    reason: /neither a log nor an inventory/,
  },
  'a list where an object belongs': {
    content: `{"Records":[[1,2],${firstTen.join(',')}]}`,
    calls: 10,
    // The list is opened like any other, and neither of its numbers is a record.
    ignored: 2,
  },
  'numbers and objects where text belongs': {
    content: JSON.stringify({
      Records: [{ ...log[0], eventName: 5, userAgent: { a: 1 }, awsRegion: 7, userIdentity: 'me' }],
    }),
    calls: 1,
  },
  'a record without a time': {
    content: JSON.stringify({ Records: [{ ...log[0], eventTime: 'soon' }] }),
    calls: 0,
    reason: /time/,
  },
  'brackets a hundred thousand deep': {
    content: `{"Records":[${'['.repeat(100_000)}`,
    calls: 0,
    reason: /./,
  },
};

describe('bad input', () => {
  it('is reported with path and reason and counted, and takes nothing good with it', async () => {
    await inFolder(async (folder) => {
      const paths = Object.fromEntries(
        Object.entries(cases).map(([name, { content }], index) => [
          name,
          writeFiles(folder, `in/${index}`, { [`it's "${index}" {a,b}*?.json`]: content }),
        ]),
      );
      for (const [name, { calls, reason, ignored }] of Object.entries(cases)) {
        const path = paths[name] ?? '';
        const { summary } = await ingestAll(join(folder, `data-${path.split('/').at(-1)}`), [[path]]);
        const read = summary.sources.reduce((sum, source) => sum + source.calls, 0);
        const pieces = summary.sources.flatMap((source) => source.unreadable);
        if (calls >= 0) expect(read, name).toBe(calls);
        else expect(read, name).toBeLessThan(log.length);
        if (ignored) expect(summary.sources[0]?.ignored, name).toBe(ignored);
        if (!reason) expect(pieces, name).toEqual([]);
        else
          expect(pieces, name).toContainEqual(
            expect.objectContaining({
              path: expect.stringContaining(path),
              reason: expect.stringMatching(reason),
            }),
          );
      }
    });
  }, 300_000);

  it('tells where in the file a broken record begins', async () => {
    const before = `{"Records":[${firstTen.join(',')},`;
    await inFolder(async (folder) => {
      const path = writeFiles(folder, 'in', { 'x.json': `${before}{"eventVersion":oops},${firstTen[0]}]}` });
      const { summary } = await ingestAll(join(folder, 'data'), [[path]]);
      expect(summary.sources.flatMap((source) => source.unreadable).map((piece) => piece.offset)).toEqual([
        Buffer.byteLength(before),
      ]);
    });
  });

  it('does not keep the good files of a batch from being loaded', async () => {
    await inFolder(async (folder) => {
      const files = Object.fromEntries(
        log.map((record, index) => [`${index}.json.gz`, gzipSync(JSON.stringify({ Records: [record] }))]),
      );
      const damaged = {
        'broken-1.json.gz': packed.subarray(0, 400),
        'broken-2.json.gz': packed.subarray(0, 300),
      };
      const path = writeFiles(folder, 'in', { ...files, ...damaged });
      const { summary } = await ingestAll(join(folder, 'data'), [[path]]);
      const [aws] = summary.sources;
      expect((aws?.calls ?? 0) + (aws?.duplicates ?? 0)).toBeGreaterThanOrEqual(log.length);
      expect(aws?.calls).toBe(log.length);
      expect(new Set(aws?.unreadable.map((piece) => piece.path.split('/').at(-1)))).toEqual(
        new Set(Object.keys(damaged)),
      );
    });
  });

  it('passes by what is no file, and goes into no circle', async () => {
    await inFolder(async (folder) => {
      const path = writeFiles(folder, 'in', { 'good.json': delivery });
      symlinkSync(path, join(path, 'circle'));
      symlinkSync(join(folder, 'gone'), join(path, 'dangling.json'));
      mkdirSync(join(path, 'folder.json'));
      writeFileSync(join(path, 'locked.json'), delivery.replace('1.09', '1.08'));
      chmodSync(join(path, 'locked.json'), 0o000);
      const { summary } = await ingestAll(join(folder, 'data'), [[path]]);
      const pieces = summary.sources.flatMap((source) =>
        source.unreadable.map((piece) => piece.path.split('/').at(-1)),
      );
      expect(pieces).toContain('dangling.json');
      // Whoever runs this as root may read every file.
      if (process.getuid?.() !== 0) expect(pieces).toContain('locked.json');
      expect(summary.sources.find((source) => source.provider === 'aws')?.calls).toBe(log.length);
    });
  });

  it('gives up a file that unpacks to endless nothing, in little memory', async () => {
    await inFolder(async (folder) => {
      const bomb = gzipSync(Buffer.alloc(300 * 1024 * 1024, 0x20), { level: 1 });
      const start = gzipSync('{"Records":[{"eventVersion":"1.09","userIdentity":{"arn":"');
      const path = writeFiles(folder, 'in', {
        'bomb.json.gz': Buffer.concat([start, bomb]),
        'good.json.gz': packed,
      });
      const { summary } = await ingestAll(join(folder, 'data'), [[path]]);
      const [aws] = summary.sources;
      expect(aws?.calls).toBe(log.length);
      expect(aws?.unreadable.map((piece) => piece.path.split('/').at(-1))).toContain('bomb.json.gz');
    });
  });
});

function withBreak(bytes: Buffer): Buffer {
  const broken = Buffer.from(bytes);
  broken.fill(0xaa, Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 64);
  return broken;
}

function latin1(): Buffer {
  const [first = '', ...rest] = firstTen;
  return Buffer.from(
    `{"Records":[${[first.replace('bucket-0', 'b\u00fcro'), ...rest].join(',')}]}`,
    'latin1',
  );
}
