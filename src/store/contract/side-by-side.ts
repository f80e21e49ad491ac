import { expect, it } from 'vitest';
import { z } from 'zod';
import type { Subject } from '../store-contract.ts';

const row = z.object({ value: z.string() });

export function sideBySideContract({ store }: Subject): void {
  it('keeps the parameters of statements under way apart', async () => {
    const values = Array.from({ length: 40 }, (_, index) => String(index));
    const answers = await Promise.all(
      values.map((value) =>
        store().query({
          name: 'echo',
          sql: 'SELECT {value: String} AS value FROM numbers({rows: UInt64}) GROUP BY value',
          params: { value, rows: 1 + (Number(value) % 7) * 100_000 },
          row,
        }),
      ),
    );
    expect(answers).toEqual(values.map((value) => [{ value }]));
  });

  it('keeps the settings of one statement from the next', async () => {
    const sql = `SELECT toString(getSetting('max_block_size')) AS value`;
    const usual = await store().query({ name: 'usual', sql, row });
    const special = await store().query({ name: 'special', sql, row, settings: { max_block_size: 4242 } });
    expect(special).toEqual([{ value: '4242' }]);
    expect(await store().query({ name: 'usual', sql, row })).toEqual(usual);
  });

  it('answers a small query while a long one runs', async () => {
    let isLongDone = false;
    const long = store()
      .query({
        name: 'long',
        sql: 'SELECT toString(sum(sleepEachRow(0.1))) AS value FROM numbers(10)',
        settings: { max_block_size: 1 },
        row,
      })
      .finally(() => {
        isLongDone = true;
      });
    await store().query({ name: 'small', sql: `SELECT 'x' AS value`, row });
    expect(isLongDone).toBe(false);
    await long;
  });
}
