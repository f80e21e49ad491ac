import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import type { Load, LoadFile, Store } from '../store.ts';
import type { Subject } from '../store-contract.ts';

const monday = Date.UTC(2024, 0, 1);
const hour = 3_600_000;

/** Two records each, packed in ways that Node has no packer for. */
const packed = {
  zstd: 'KLUv/QRYXQEABAJ7ImlkIjoienN0ZC0xIiwiYXQiOjE3MDQwNjcyMH0KMgMAQBFGMc4CTnl8tvM=',
  bzip2:
    'QlpoOTFBWSZTWYSWjRIAACJZgCAQEAZ1kDQgRBogAEBVU0DEGQ2oUDTQyMmJshSl3yqyHKarKS6y00sNW508VGEkM2EIQ/F3JFOFCQhJaNEg',
  xz: '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4ABBAChdAD2IiSaBk1OF2IhReqntwoJ4BfmVw5C+RhIbtb0RwqncfErmISicAAAALTNF6q42ERMAAURClh9BLB+2830BAAAAAARZWg==',
} as const;

export function loadContract({ store }: Subject): void {
  let directory = '';
  const put = (name: string, bytes: string | Buffer): string => {
    const path = join(directory, name);
    writeFileSync(path, bytes);
    return path;
  };

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'scopelight-test-'));
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  beforeEach(async () => {
    for (const table of ['calls_v1', 'changes_v1', 'load_counts_v1']) await store().truncate(table);
  });

  it('tells which file each record came from, however the files are packed', async () => {
    const lines = (name: string) => `${record(`${name}-1`)}\n${record(`${name}-2`)}\n`;
    await store().load(
      load(1, [
        { id: 11n, path: put('plain.json', lines('plain')), compression: 'none' },
        { id: 12n, path: put('packed.json.gz', gzipSync(lines('gzip'))), compression: 'gzip' },
        {
          id: 18_446_744_073_709_551_615n,
          path: put('named-wrongly.gz', unpacked('zstd')),
          compression: 'zstd',
        },
        { id: 15n, path: put('packed.xz', unpacked('xz')), compression: 'xz' },
        { id: 16n, path: put('empty.json', ''), compression: 'none' },
      ]),
    );
    expect(await callsByFile(store())).toEqual({
      '11': 2,
      '12': 2,
      '15': 2,
      '18446744073709551615': 2,
    });
  });

  it('splits what comes in into calls, changes and counts', async () => {
    const lines = [
      record('c1'),
      record('c2', { change: 'mint' }),
      record('c3', { at: monday + 8 * 24 * hour }),
      record('i1', { disposition: 'ignored', reason: 'digest' }),
      record('u1', { disposition: 'unreadable', reason: 'no time', change: 'mint' }),
    ];
    await store().load(load(7, [{ id: 1n, path: put('mixed.json', lines.join('\n')), compression: 'none' }]));
    const rows = await store().query({
      name: 'what became of it',
      sql: `
        SELECT
          (SELECT arraySort(groupArray(event_id)) FROM calls_v1) AS calls,
          (SELECT groupArray(event_id) FROM changes_v1) AS changes,
          (
            SELECT arraySort(groupArray((disposition, reason, records, weeks)))
            FROM (
              SELECT
                disposition, reason, sum(load_counts_v1.records) AS records,
                arraySort(groupUniqArrayArray(load_counts_v1.weeks)) AS weeks
              FROM load_counts_v1
              WHERE load_id = 7 AND file_id = 1
              GROUP BY disposition, reason
            )
          ) AS counts`,
      row: z.unknown(),
    });
    expect(rows).toEqual([
      {
        calls: ['c1', 'c2', 'c3'],
        changes: ['c2'],
        counts: [
          ['call', '', '3', ['2024-01-01', '2024-01-08']],
          ['ignored', 'digest', '1', []],
          ['unreadable', 'no time', '1', []],
        ],
      },
    ]);
  });

  it('changes no number when the same file comes again, under any name', async () => {
    const lines = Array.from({ length: 50 }, (_, index) =>
      record(`e${index}`, { at: monday + index * hour }),
    );
    const first = put('first.json', lines.join('\n'));
    const second = put('second.json.gz', gzipSync(lines.toReversed().join('\n')));
    await store().load(load(1, [{ id: 5n, path: first, compression: 'none' }]));
    await store().load(load(2, [{ id: 5n, path: second, compression: 'gzip' }]));
    const [row] = await store().query({
      name: 'count',
      sql: `SELECT count() AS rows, uniqExact(call_id) AS calls FROM calls_v1 FINAL`,
      row: z.unknown(),
    });
    expect(row).toEqual({ rows: '50', calls: '50' });
  });

  it('reads files whatever they are called', async () => {
    const names = [`it's.json`, 'a b.json', '{1,2}*?[x].json', '-rf', 'x\ny', '..%2f', '☃.gz', 'a::b.zip'];
    mkdirSync(join(directory, 'odd'));
    await store().load(
      load(
        1,
        names.map((name, index) => ({
          id: BigInt(index),
          path: put(join('odd', name), record(`n${index}`)),
          compression: 'none' as const,
        })),
      ),
    );
    expect(await callsByFile(store())).toEqual(
      Object.fromEntries(names.map((_, index) => [String(index), 1])),
    );
  });

  it('loads a file that is larger than what is read at once', async () => {
    const lines = Array.from({ length: 3_000 }, (_, index) =>
      record(`l${index}`, { noise: randomBytes(300).toString('hex') }),
    );
    await store().load(
      load(1, [
        { id: 1n, path: put('large.json', lines.join('\n')), compression: 'none' },
        {
          id: 2n,
          path: put('large.json.gz', gzipSync(lines.join('\n').replaceAll('"l', '"k'))),
          compression: 'gzip',
        },
      ]),
    );
    expect(await callsByFile(store())).toEqual({ '1': 3_000, '2': 3_000 });
  });

  it('loads every one of many small files once', async () => {
    const files = Array.from({ length: 300 }, (_, index): LoadFile => {
      const lines = [record(`m${index}-1`), record(`m${index}-2`)].join('\n');
      return {
        id: BigInt(index + 1),
        path: put(`many-${index}.gz`, gzipSync(lines)),
        compression: 'gzip',
      };
    });
    await store().load(load(1, files));
    const byFile = await callsByFile(store());
    expect(Object.keys(byFile)).toHaveLength(300);
    expect(new Set(Object.values(byFile))).toEqual(new Set([2]));
  });

  it('takes a file that spans sixty weeks', async () => {
    const lines = Array.from({ length: 600 }, (_, index) =>
      record(`w${index}`, { at: monday + (index % 60) * 7 * 24 * hour }),
    );
    await store().load(load(3, [{ id: 9n, path: put('weeks.json', lines.join('\n')), compression: 'none' }]));
    const [row] = await store().query({
      name: 'weeks',
      sql: `SELECT count() AS calls, uniqExact(toMonday(time)) AS weeks FROM calls_v1`,
      row: z.unknown(),
    });
    expect(row).toEqual({ calls: '600', weeks: '60' });
  });

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
      await expect(store().load(load(1, files)), name).rejects.toMatchObject({
        code: 'store.failed',
        details: { fileId: '202' },
      });
    }
  });

  it('blames no file when the statement is wrong', async () => {
    const files: LoadFile[] = [{ id: 1n, path: put('fine.json', record('f')), compression: 'none' }];
    const failure = await store()
      .load({ ...load(1, files), insert: (source) => ({ sql: `INSERT INTO no_such_table ${source}` }) })
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'store.failed', details: {} });
    expect(failure).not.toHaveProperty('details.fileId');
  });

  it('reads bzip2 where the engine can, and else names the file', async () => {
    const path = put('packed.bz2', unpacked('bzip2'));
    const outcome = store().load(load(1, [{ id: 14n, path, compression: 'bzip2' }]));
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
    const values = { ...load(1, files), format: 'JSONAsString' as const };
    await expect(store().load(values)).rejects.toMatchObject({ details: { fileId: '2' } });
  });

  it('names the file that is no longer there', async () => {
    const files: LoadFile[] = [
      { id: 1n, path: put('there.json', record('t')), compression: 'none' },
      { id: 2n, path: join(directory, 'gone.json'), compression: 'none' },
    ];
    await expect(store().load(load(1, files))).rejects.toMatchObject({
      code: 'store.failed',
      details: { fileId: '2' },
    });
  });

  it('reads whole JSON values that span lines', async () => {
    const pretty = `${JSON.stringify(JSON.parse(record('v1')), null, 2)}\n${record('v2')}${record('v3')}`;
    const path = put('values.json', pretty);
    await store().load({ ...load(1, [{ id: 4n, path, compression: 'none' }]), format: 'JSONAsString' });
    expect(await callsByFile(store())).toEqual({ '4': 3 });
  });

  it('stops at the limits of the load', async () => {
    const lines = Array.from({ length: 200 }, (_, index) => record(`s${index}`)).join('\n');
    const slow = load(1, [{ id: 1n, path: put('slow.json', lines), compression: 'none' }]);
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

function record(id: string, more: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ id, token: 'T1', at: monday, disposition: 'call', ...more });
}

function unpacked(how: keyof typeof packed): Buffer {
  return Buffer.from(packed[how], 'base64');
}

function load(loadId: number, files: readonly LoadFile[]): Load {
  return {
    name: 'load sample',
    format: 'LineAsString',
    files,
    insert: (source) => ({
      sql: `
        INSERT INTO loads_v1
          (load_id, file_id, provider, event_id, call_id, token_id, time, outcome, disposition, reason, change)
        SELECT
          {load_id: UInt64}, file_id, {provider: String},
          JSONExtractString(line, 'id') AS id, id,
          JSONExtractString(line, 'token'),
          fromUnixTimestamp64Milli(JSONExtractInt(line, 'at'), 'UTC'),
          'allowed',
          if(JSONHas(line, 'disposition'), JSONExtractString(line, 'disposition'), 'call'),
          JSONExtractString(line, 'reason'),
          JSONExtractString(line, 'change')
        FROM (${source})`,
      params: { load_id: loadId, provider: `sample's` },
    }),
  };
}

async function callsByFile(store: Store): Promise<Record<string, number>> {
  const rows = await store.query({
    name: 'calls by file',
    sql: `SELECT file_id, toUInt32(count()) AS calls FROM calls_v1 GROUP BY file_id ORDER BY file_id`,
    row: z.object({ file_id: z.string(), calls: z.number() }),
  });
  return Object.fromEntries(rows.map(({ file_id, calls }) => [file_id, calls]));
}
