import { expect, it } from 'vitest';
import { z } from 'zod';
import type { Subject } from '../store-contract.ts';

const endless = 'SELECT sum(sipHash64(number)) AS total FROM numbers(1000000000000)';
const greedy = 'SELECT length(groupArray(toString(number))) AS total FROM numbers(20000000)';
const manyGroups = `SELECT toString(sum(length(all))) AS total FROM (
  SELECT number AS name, groupArray(leftPad(toString(number), 60)) AS all FROM numbers(3000000) GROUP BY name)`;
const row = z.object({ total: z.string() });

export function limitsContract({ store }: Subject): void {
  it('stops a query at its time', async () => {
    await expect(
      store().query({ name: 'endless', sql: endless, row, limits: { seconds: 1 } }),
    ).rejects.toMatchObject({ code: 'store.limit', message: expect.stringContaining('`endless`') });
  });

  it('stops a query at its memory', async () => {
    await expect(
      store().query({ name: 'greedy', sql: greedy, row, limits: { memoryBytes: 64 * 1024 ** 2 } }),
    ).rejects.toMatchObject({ code: 'store.limit', message: expect.stringContaining('`greedy`') });
  });

  it('gathers on the disk the many groups that its memory cannot hold', async () => {
    const limits = { memoryBytes: 448 * 1024 ** 2 };
    expect(await store().query({ name: 'many groups', sql: manyGroups, row, limits })).toEqual([
      { total: '3000000' },
    ]);
  });

  it('stops a statement that answers nothing', async () => {
    await expect(
      store().run({
        name: 'endless insert',
        sql: `INSERT INTO load_counts_v1 (records) ${endless}`,
        limits: { seconds: 1 },
      }),
    ).rejects.toMatchObject({ code: 'store.limit' });
  });

  it('says which statement the engine refused, and why', async () => {
    await expect(store().run({ name: 'nonsense', sql: 'SELECT * FROM no_such_table' })).rejects.toMatchObject(
      {
        code: 'store.failed',
        message: expect.stringMatching(/^the engine refused `nonsense`: .*no_such_table/),
      },
    );
  });

  it('refuses a statement whose parameter is missing', async () => {
    await store().query({ name: 'with', sql: 'SELECT {one: String} AS total', params: { one: 'x' }, row });
    await expect(
      store().query({ name: 'without', sql: 'SELECT {one: String} AS total', row }),
    ).rejects.toMatchObject({ code: 'store.failed' });
  });
}
