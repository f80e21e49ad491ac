import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { type Job, jobsOf } from './small-files.ts';
import type { LoadFile } from './store.ts';

const directory = mkdtempSync(join(tmpdir(), 'scopelight-test-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
let files = 0;

describe('jobsOf', () => {
  it('gathers small files in the order they came, plain or packed', async () => {
    const given = [put('a'), put('b', 'gzip'), put('c')];
    expect(await jobs(given)).toEqual([
      {
        kind: 'small',
        files: [
          { file: given[0], content: Buffer.from('a') },
          { file: given[1], content: Buffer.from('b') },
          { file: given[2], content: Buffer.from('c') },
        ],
      },
    ]);
  });

  it('begins another group after three hundred files', async () => {
    const found = await jobs(Array.from({ length: 601 }, () => put('x')));
    expect(found.map((job) => (job.kind === 'small' ? job.files.length : 0))).toEqual([300, 300, 1]);
  });

  it('begins another group after 32 MiB of content', async () => {
    const content = 'x'.repeat(7 * 1024 ** 2);
    const found = await jobs(Array.from({ length: 9 }, () => put(content, 'gzip')));
    expect(found.map((job) => (job.kind === 'small' ? job.files.length : 0))).toEqual([4, 4, 1]);
  });

  it('leaves large files, what unpacks to much more, and what Node cannot unpack to the engine', async () => {
    const large = put('x'.repeat(200_000));
    const bomb = put('x'.repeat(20 * 1024 ** 2), 'gzip');
    const foreign = put('x', 'zstd');
    expect(await jobs([large, bomb, foreign])).toEqual([
      { kind: 'large', file: large },
      { kind: 'large', file: bomb },
      { kind: 'large', file: foreign },
    ]);
  });

  it('passes over empty files', async () => {
    expect(await jobs([put(''), { ...put(''), compression: 'gzip' }])).toEqual([]);
  });

  it('names a file that is cut off, goes on after its end, or is not there', async () => {
    const whole = gzipSync('x'.repeat(1000));
    const broken = [whole.subarray(0, 20), Buffer.concat([whole, Buffer.from('more')])].map((bytes) => ({
      ...put(bytes),
      compression: 'gzip' as const,
    }));
    for (const file of [...broken, { ...put(''), path: join(directory, 'gone') }]) {
      await expect(jobs([put('fine'), file])).rejects.toMatchObject({
        code: 'store.failed',
        details: { fileId: String(file.id) },
      });
    }
  });
});

function put(content: string | Buffer, compression: LoadFile['compression'] = 'none'): LoadFile {
  files += 1;
  const path = join(directory, String(files));
  writeFileSync(path, compression === 'gzip' ? gzipSync(content) : content);
  return { id: BigInt(files), path, compression };
}

async function jobs(given: readonly LoadFile[]): Promise<Job[]> {
  const found: Job[] = [];
  for await (const job of jobsOf(given, 'load')) found.push(job);
  return found;
}
