import { expect, it } from 'vitest';
import { z } from 'zod';
import type { Query } from '../store.ts';
import type { Subject } from '../store-contract.ts';

const row = z.object({ number: z.string(), text: z.string() });
const numbers = (rows: number): Query<z.infer<typeof row>> => ({
  name: 'numbers',
  sql: `
    SELECT toUInt64(number) AS number, {text: String} AS text
    FROM numbers({rows: UInt64})
    ORDER BY number`,
  params: { rows, text: `it's\n` },
  row,
});

export function streamContract({ store }: Subject): void {
  it('gives the same rows as a query, in batches', async () => {
    const streamed: unknown[] = [];
    let batches = 0;
    for await (const batch of store().stream(numbers(100_000))) {
      streamed.push(...batch);
      batches += 1;
    }
    expect(streamed).toEqual(await store().query(numbers(100_000)));
    expect(batches).toBeGreaterThan(1);
  });

  it('gives nothing for no rows', async () => {
    for await (const batch of store().stream(numbers(0))) expect(batch).toEqual([]);
  });

  it('can be left early, and the store goes on', async () => {
    for await (const batch of store().stream(numbers(50_000_000))) {
      expect(batch.length).toBeGreaterThan(0);
      break;
    }
    expect(await store().query(numbers(1))).toHaveLength(1);
  });

  it('throws at once what is wrong with the query', async () => {
    const first = store()
      .stream({ name: 'nonsense', sql: 'SELECT * FROM no_such_table', row })
      [Symbol.asyncIterator]()
      .next();
    await expect(first).rejects.toMatchObject({
      code: 'store.failed',
      message: expect.stringContaining('`nonsense`'),
    });
  });

  it('throws what goes wrong half-way, after the rows before it', async () => {
    let rows = 0;
    const read = async (): Promise<void> => {
      const batches = store().stream({
        name: 'half-way',
        sql: `
          SELECT toUInt64(number) AS number, toString(throwIf(number = 400000, 'no further')) AS text
          FROM numbers(500000)`,
        row,
        settings: { max_threads: 1 },
      });
      for await (const batch of batches) rows += batch.length;
    };
    await expect(read()).rejects.toMatchObject({
      code: 'store.failed',
      message: expect.stringContaining('no further'),
    });
    expect(rows).toBeGreaterThan(0);
    expect(rows).toBeLessThan(400_000);
  });
}
