import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { z } from 'zod';
import type { LoadFile } from '../store.ts';
import type { Subject } from '../store-contract.ts';
import { callsByFile, monday, packedBy, record, sampleFolder, sampleLoad } from './sample-load.ts';

const hour = 3_600_000;

export function loadContract({ store }: Subject): void {
  const { path, put } = sampleFolder(store);

  it('tells which file each record came from, however the files are packed', async () => {
    const lines = (name: string) => `${record(`${name}-1`)}\n${record(`${name}-2`)}\n`;
    await store().load(
      sampleLoad(1, [
        { id: 11n, path: put('plain.json', lines('plain')), compression: 'none' },
        { id: 12n, path: put('packed.json.gz', gzipSync(lines('gzip'))), compression: 'gzip' },
        {
          id: 18_446_744_073_709_551_615n,
          path: put('named-wrongly.gz', packedBy('zstd')),
          compression: 'zstd',
        },
        { id: 15n, path: put('packed.xz', packedBy('xz')), compression: 'xz' },
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

  it('reads tables by the names in their first line, whichever columns each has', async () => {
    const rowsOfLarge = Array.from({ length: 20_000 }, (_, row) => `"l${row}","a note of some length"\n`);
    await store().load({
      ...sampleLoad(1, [
        {
          id: 21n,
          path: put('one.csv', '"note","id"\r\n"two\nlines, ""said""","a1"\r\n'),
          compression: 'none',
        },
        { id: 22n, path: put('two.csv.gz', gzipSync('\uFEFFid,other\nb1,x\nb2,y\n\n')), compression: 'gzip' },
        { id: 23n, path: put('large.csv', `"id","note"\n${rowsOfLarge.join('')}`), compression: 'none' },
        { id: 24n, path: put('bare.csv', 'id,note\n'), compression: 'none' },
      ]),
      format: 'CSVWithNames',
      columns: ['id', 'note'],
      insert: (source) => ({
        sql: `INSERT INTO loads_v1 (load_id, file_id, provider, event_id, call_id, agent, time, outcome, disposition)
          SELECT 1, file_id, 'sample', id, concat(id, ''), note, toDateTime64('2024-01-01 00:00:00', 3, 'UTC'), 'allowed', 'call'
          FROM (${source})`,
      }),
    });
    expect(await callsByFile(store())).toEqual({ '21': 1, '22': 2, '23': 20_000 });
    const rows = await store().query({
      name: 'read from tables',
      sql: 'SELECT event_id, toString(agent) AS agent FROM calls_v1 WHERE file_id IN (21, 22) ORDER BY event_id',
      row: z.object({ event_id: z.string(), agent: z.string() }),
    });
    expect(rows).toEqual([
      { event_id: 'a1', agent: 'two\nlines, "said"' },
      { event_id: 'b1', agent: '' },
      { event_id: 'b2', agent: '' },
    ]);
  });

  it('splits what comes in into calls, changes and counts', async () => {
    const lines = [
      record('c1'),
      record('c2', { change: 'mint' }),
      record('c3', { at: monday + 8 * 24 * hour }),
      record('i1', { disposition: 'ignored', reason: 'digest' }),
      record('u1', { disposition: 'unreadable', reason: 'no time', change: 'mint' }),
    ];
    await store().load(
      sampleLoad(7, [{ id: 1n, path: put('mixed.json', lines.join('\n')), compression: 'none' }]),
    );
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
    await store().load(sampleLoad(1, [{ id: 5n, path: first, compression: 'none' }]));
    await store().load(sampleLoad(2, [{ id: 5n, path: second, compression: 'gzip' }]));
    const [row] = await store().query({
      name: 'count',
      sql: `SELECT count() AS rows, uniqExact(call_id) AS calls FROM calls_v1 FINAL`,
      row: z.unknown(),
    });
    expect(row).toEqual({ rows: '50', calls: '50' });
  });

  it('reads files whatever they are called', async () => {
    const names = [`it's.json`, 'a b.json', '{1,2}*?[x].json', '-rf', 'x\ny', '..%2f', '☃.gz', 'a::b.zip'];
    mkdirSync(path('odd'));
    await store().load(
      sampleLoad(
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
      sampleLoad(1, [
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
    await store().load(sampleLoad(1, files));
    const byFile = await callsByFile(store());
    expect(Object.keys(byFile)).toHaveLength(300);
    expect(new Set(Object.values(byFile))).toEqual(new Set([2]));
  });

  it('takes a file that spans sixty weeks', async () => {
    const lines = Array.from({ length: 600 }, (_, index) =>
      record(`w${index}`, { at: monday + (index % 60) * 7 * 24 * hour }),
    );
    await store().load(
      sampleLoad(3, [{ id: 9n, path: put('weeks.json', lines.join('\n')), compression: 'none' }]),
    );
    const [row] = await store().query({
      name: 'weeks',
      sql: `SELECT count() AS calls, uniqExact(toMonday(time)) AS weeks FROM calls_v1`,
      row: z.unknown(),
    });
    expect(row).toEqual({ calls: '600', weeks: '60' });
  });

  it('reads whole JSON values that span lines', async () => {
    const pretty = `${JSON.stringify(JSON.parse(record('v1')), null, 2)}\n${record('v2')}${record('v3')}`;
    const file = { id: 4n, path: put('values.json', pretty), compression: 'none' } as const;
    await store().load({ ...sampleLoad(1, [file]), format: 'JSONAsString' });
    expect(await callsByFile(store())).toEqual({ '4': 3 });
  });
}
