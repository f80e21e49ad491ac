import { beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import type { Store } from '../store.ts';
import type { Subject } from '../store-contract.ts';

const week = (index: number): string => new Date(Date.UTC(2024, 0, 1 + index * 7)).toISOString().slice(0, 10);

export function partitionsContract({ store }: Subject): void {
  beforeEach(async () => {
    await store().truncate('usage_v1');
    await store().truncate('usage_stage_v1');
    await store().insert('usage_v1', usage('old', [0, 1, 2]));
  });

  it('replaces the named partitions and leaves the others alone', async () => {
    await store().insert('usage_stage_v1', usage('new', [1, 2]));
    await store().replacePartitions('usage_v1', 'usage_stage_v1', await partitionsOf(store(), [1]));
    expect(await usesByWeek(store())).toEqual({ [week(0)]: 'old', [week(1)]: 'new', [week(2)]: 'old' });
  });

  it('empties a partition that was built empty', async () => {
    await store().replacePartitions('usage_v1', 'usage_stage_v1', await partitionsOf(store(), [2]));
    expect(await usesByWeek(store())).toEqual({ [week(0)]: 'old', [week(1)]: 'old' });
  });

  it('creates a partition that was not there', async () => {
    await store().insert('usage_stage_v1', usage('new', [3]));
    await store().replacePartitions('usage_v1', 'usage_stage_v1', await partitionsOf(store(), [3]));
    expect(await usesByWeek(store())).toEqual({
      [week(0)]: 'old',
      [week(1)]: 'old',
      [week(2)]: 'old',
      [week(3)]: 'new',
    });
  });

  it('changes nothing when the same partitions are replaced again', async () => {
    await store().insert('usage_stage_v1', usage('new', [0, 1]));
    const partitions = await partitionsOf(store(), [0, 1]);
    await store().replacePartitions('usage_v1', 'usage_stage_v1', partitions);
    const once = await usesByWeek(store());
    await store().replacePartitions('usage_v1', 'usage_stage_v1', partitions);
    expect(await usesByWeek(store())).toEqual(once);
  });

  it('takes rows of more than a year of weeks in one statement', async () => {
    await store().truncate('usage_v1');
    const weeks = Array.from({ length: 130 }, (_, index) => index);
    await store().run({
      name: 'many weeks',
      sql: `
        INSERT INTO usage_v1 (provider, token_id, day, uses)
        SELECT 'sample', toString(number % 10), toDate('2024-01-01') + 7 * intDiv(number, 10), 1
        FROM numbers({rows: UInt64})`,
      params: { rows: weeks.length * 10 },
    });
    const rows = await store().query({
      name: 'weeks',
      sql: `SELECT toString(day) AS day, sum(uses) AS uses FROM usage_v1 GROUP BY day ORDER BY day`,
      row: z.unknown(),
    });
    expect(rows).toEqual(weeks.map((index) => ({ day: week(index), uses: '10' })));
  });
}

/** Rows for many tokens, so that every shard gets some. */
function usage(permission: string, weeks: readonly number[]): Record<string, unknown>[] {
  return weeks.flatMap((index) =>
    Array.from({ length: 20 }, (_, token) => ({
      provider: 'sample',
      token_id: `T${token}`,
      permission,
      day: week(index),
      uses: '1',
    })),
  );
}

async function usesByWeek(store: Store): Promise<Record<string, string>> {
  const rows = await store.query({
    name: 'uses by week',
    sql: `
      SELECT toString(day) AS day, arrayStringConcat(groupUniqArray(permission), ' ') AS permissions, sum(uses) AS uses
      FROM usage_v1 GROUP BY day ORDER BY day`,
    row: z.object({ day: z.string(), permissions: z.string(), uses: z.literal('20') }),
  });
  return Object.fromEntries(rows.map(({ day, permissions }) => [day, permissions]));
}

async function partitionsOf(store: Store, weeks: readonly number[]): Promise<string[]> {
  const rows = await store.query({
    name: 'partition ids',
    sql: `
      SELECT partitionId('sample', toMonday(day)) AS id
      FROM (SELECT arrayJoin({days: Array(Date)}) AS day)`,
    params: { days: weeks.map(week) },
    row: z.object({ id: z.string() }),
  });
  return rows.map(({ id }) => id);
}
