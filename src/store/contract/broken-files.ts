import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import type { LoadFile } from '../store.ts';
import type { Subject } from '../store-contract.ts';
import { callsByFile, packedBy, record, sampleFolder, sampleLoad } from './sample-load.ts';

export function brokenFilesContract({ store }: Subject): void {
  const { path, put } = sampleFolder(store);

  it.each([
    ['small', 3_000, 0],
    ['large', 3_000, 60],
  ])('names the %s file that cannot be unpacked', async (_, records, noiseBytes) => {
    const whole = gzipSync(
      Array.from({ length: records }, (_, index) =>
        record(`g${index}`, { noise: randomBytes(noiseBytes).toString('hex') }),
      ).join('\n'),
    );
    const middle = Math.floor(whole.length / 2);
    const flipped = Buffer.from(whole);
    flipped.fill(0x5a, middle, middle + 64);
    const broken = {
      truncated: whole.subarray(0, middle),
      flipped,
      foreign: Buffer.concat([Buffer.from('not packed at all'), whole]),
      trailing: Buffer.concat([whole, Buffer.from('and more')]),
    };
    for (const [name, bytes] of Object.entries(broken)) {
      const files: LoadFile[] = [
        { id: 101n, path: put('whole-1.gz', whole), compression: 'gzip' },
        { id: 202n, path: put(`${name}.gz`, bytes), compression: 'gzip' },
        { id: 303n, path: put('whole-2.gz', whole), compression: 'gzip' },
      ];
      await expect(store().load(sampleLoad(1, files)), name).rejects.toMatchObject({
        code: 'store.failed',
        details: { fileId: '202' },
      });
    }
  });

  it('blames no file when the statement is wrong', async () => {
    const files: LoadFile[] = [{ id: 1n, path: put('fine.json', record('f')), compression: 'none' }];
    const failure = await store()
      .load({ ...sampleLoad(1, files), insert: (source) => ({ sql: `INSERT INTO no_such_table ${source}` }) })
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'store.failed', details: {} });
    expect(failure).not.toHaveProperty('details.fileId');
  });

  it('reads bzip2 where the engine can, and else names the file', async () => {
    const file = { id: 14n, path: put('packed.bz2', packedBy('bzip2')), compression: 'bzip2' } as const;
    const outcome = store().load(sampleLoad(1, [file]));
    const failure = await outcome.catch((error: unknown) => error);
    if (failure) expect(failure).toMatchObject({ code: 'store.failed', details: { fileId: '14' } });
    else expect(await callsByFile(store())).toEqual({ '14': 2 });
  });

  it('names the file that is not what its format says', async () => {
    const files: LoadFile[] = [
      { id: 1n, path: put('good.json', record('g')), compression: 'none' },
      {
        id: 2n,
        path: put('words.json', `${record('h')}\nhello (in file/uri /tmp/9.json)\n`),
        compression: 'none',
      },
    ];
    const values = { ...sampleLoad(1, files), format: 'JSONAsString' as const };
    await expect(store().load(values)).rejects.toMatchObject({ details: { fileId: '2' } });
  });

  it('names the file that is no longer there', async () => {
    const files: LoadFile[] = [
      { id: 1n, path: put('there.json', record('t')), compression: 'none' },
      { id: 2n, path: path('gone.json'), compression: 'none' },
    ];
    await expect(store().load(sampleLoad(1, files))).rejects.toMatchObject({
      code: 'store.failed',
      details: { fileId: '2' },
    });
  });

  it('stops at the limits of the load', async () => {
    const lines = Array.from({ length: 200 }, (_, index) => record(`s${index}`)).join('\n');
    const slow = sampleLoad(1, [{ id: 1n, path: put('slow.json', lines), compression: 'none' }]);
    await expect(
      store().load({
        ...slow,
        insert: (source) => ({
          sql: `
            INSERT INTO loads_v1 (file_id, disposition)
            SELECT file_id, toString(sleepEachRow(0.02)) FROM (${source})`,
          limits: { seconds: 1 },
          settings: { max_block_size: 10 },
        }),
      }),
    ).rejects.toMatchObject({ code: 'store.limit' });
  });
}
