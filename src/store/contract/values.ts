import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import type { Subject } from '../store-contract.ts';

const hostile = [
  `'; DROP TABLE tokens_v1; --`,
  `\\'; DROP TABLE tokens_v1; --`,
  `{id: String}`,
  `') OR 1 = 1 --`,
  '\u0000\u0001\b\f\n\r\t\u001b[31m',
  '\\N',
  'NULL',
  '[]',
  '\u2028 \u202e \u{1f600} ÿ',
  '__proto__',
  '\r\n__exception__\r\n',
  'x'.repeat(100_000),
];

const text = fc.string({ unit: 'binary', maxLength: 40 });

export function valuesContract({ store }: Subject): void {
  beforeEach(() => store().truncate('principals_v1'));

  it('gives back every type as it was inserted', async () => {
    await store().insert('principals_v1', [
      {
        provider: 'sample',
        principal_id: 'p1',
        created_at: 1_700_000_000_123,
        tags: { team: `it's`, '\\': '"' },
        trusts: ['a', `b','c`],
        granted_set: '18446744073709551615',
        is_complete: 1,
        observed_at: 1_700_000_000_999,
      },
    ]);
    await store().insert('files_v1', [
      {
        content_id: 'f1',
        file_id: '9007199254740993',
        ignored: { digest: '3' },
        unreadable: [{ offset: '18446744073709551615', reason: 'cut off' }],
        loaded_at: 0,
      },
    ]);
    await store().insert('permission_sets_v1', [{ set_id: '1', size: 3, members: [1, 2, 4_294_967_295] }]);

    expect(
      await store().query({
        name: 'a principal',
        sql: `
          SELECT
            toUnixTimestamp64Milli(assumeNotNull(created_at)) AS created_at, last_used_at, tags, trusts,
            granted_set, is_complete, toUnixTimestamp64Milli(observed_at) AS observed_at
          FROM principals_v1 WHERE principal_id = 'p1'`,
        row: z.unknown(),
      }),
    ).toEqual([
      {
        created_at: '1700000000123',
        last_used_at: null,
        tags: { team: `it's`, '\\': '"' },
        trusts: ['a', `b','c`],
        granted_set: '18446744073709551615',
        is_complete: 1,
        observed_at: '1700000000999',
      },
    ]);
    expect(
      await store().query({
        name: 'a file',
        sql: `
          SELECT file_id, ignored, unreadable, toUnixTimestamp64Milli(loaded_at) AS loaded_at
          FROM files_v1 WHERE content_id = 'f1'`,
        row: z.unknown(),
      }),
    ).toEqual([
      {
        file_id: '9007199254740993',
        ignored: { digest: '3' },
        unreadable: [{ offset: '18446744073709551615', reason: 'cut off' }],
        loaded_at: '0',
      },
    ]);
    expect(
      await store().query({
        name: 'a set',
        sql: `SELECT set_id, size, members FROM permission_sets_v1 WHERE set_id = 1`,
        row: z.unknown(),
      }),
    ).toEqual([{ set_id: '1', size: 3, members: [1, 2, 4_294_967_295] }]);
  });

  it('keeps hostile text as data, inserted or bound', async () => {
    await store().insert(
      'principals_v1',
      hostile.map((name, index) => ({ principal_id: String(index), name, tags: { [name]: name } })),
    );
    for (const [index, name] of hostile.entries()) {
      const rows = await store().query({
        name: 'find by name',
        sql: `
          SELECT principal_id, name, tags[{name: String}] AS tag FROM principals_v1
          WHERE name = {name: String} AND has({names: Array(String)}, name)`,
        params: { name, names: ['other', name] },
        row: z.unknown(),
      });
      expect(rows).toEqual([{ principal_id: String(index), name, tag: name }]);
    }
  });

  it('gives back any text whole', async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.array(text, { maxLength: 3 }), async (one, many) => {
        const rows = await store().query({
          name: 'echo',
          sql: 'SELECT {one: String} AS one, {many: Array(String)} AS many, length({one: String}) AS bytes',
          params: { one, many },
          row: z.object({ one: z.string(), many: z.array(z.string()), bytes: z.string() }),
        });
        expect(rows).toEqual([{ one, many, bytes: String(Buffer.byteLength(one)) }]);
      }),
      { numRuns: 60 },
    );
  });

  it('binds numbers, truths, nothing and long lists', async () => {
    const ids = Array.from({ length: 50_000 }, (_, index) => `AKIA${String(index).padStart(16, '0')}`);
    const [row] = await store().query({
      name: 'parameters',
      sql: `
        SELECT
          {number: Float64} AS number, {id: UInt64} AS id, {truth: Bool} AS truth,
          {nothing: Nullable(String)} AS nothing, {numbers: Array(UInt32)} AS numbers,
          length({ids: Array(String)}) AS ids`,
      params: { number: -0.5, id: '18446744073709551615', truth: true, nothing: null, numbers: [1, 2], ids },
      row: z.unknown(),
    });
    expect(row).toEqual({
      number: -0.5,
      id: '18446744073709551615',
      truth: true,
      nothing: null,
      numbers: [1, 2],
      ids: '50000',
    });
  });

  it('inserts many rows at once', async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => ({
      provider: 'sample',
      principal_id: `p${index}`,
      name: `${hostile[index % 10]}${index}`,
    }));
    await store().insert('principals_v1', rows);
    const [counts] = await store().query({
      name: 'count',
      sql: `
        SELECT count() AS rows, uniqExact(name) AS names, countIf(endsWith(name, substring(principal_id, 2))) AS whole
        FROM principals_v1`,
      row: z.unknown(),
    });
    expect(counts).toEqual({ rows: '20000', names: '20000', whole: '20000' });
  });

  it('collapses rows with equal keys to the newest version', async () => {
    await store().truncate('files_v1');
    await store().insert('files_v1', [{ content_id: 'same', path: 'old', loaded_at: 1 }]);
    await store().insert('files_v1', [{ content_id: 'same', path: 'new', loaded_at: 2 }]);
    await store().insert('files_v1', [{ content_id: 'same', path: 'older', loaded_at: 0 }]);
    const rows = await store().query({
      name: 'files',
      sql: `SELECT path FROM files_v1 FINAL WHERE content_id = 'same'`,
      row: z.unknown(),
    });
    expect(rows).toEqual([{ path: 'new' }]);
  });

  it('joins tables and looks into subqueries, wherever the rows lie', async () => {
    const ids = Array.from({ length: 50 }, (_, index) => `j${index}`);
    await store().insert(
      'principals_v1',
      ids.map((principal_id) => ({ principal_id, provider: 'sample', granted_set: '7' })),
    );
    await store().insert('permission_sets_v1', [{ provider: 'sample', set_id: '7', size: 3 }]);
    const rows = await store().query({
      name: 'join',
      sql: `
        SELECT toUInt32(count()) AS principals, toUInt32(sum(sets.size)) AS sizes
        FROM principals_v1
        INNER JOIN permission_sets_v1 AS sets ON sets.set_id = principals_v1.granted_set
        WHERE principals_v1.principal_id IN (SELECT principal_id FROM principals_v1 WHERE provider = 'sample')`,
      row: z.unknown(),
    });
    expect(rows).toEqual([{ principals: 50, sizes: 150 }]);
  });

  it('reads times without a zone as UTC', async () => {
    const [row] = await store().query({
      name: 'time',
      sql: `SELECT toUInt32(toUnixTimestamp('2024-01-01 00:00:00')) AS seconds, toString(toDateTime(0)) AS epoch`,
      row: z.unknown(),
    });
    expect(row).toEqual({ seconds: 1_704_067_200, epoch: '1970-01-01 00:00:00' });
  });

  it('throws when a row is not what the query promised', async () => {
    const answer = store().query({ name: 'x', sql: 'SELECT 1 AS one', row: z.object({ one: z.string() }) });
    await expect(answer).rejects.toThrow(/expected string/);
  });
}
