import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startCluster } from '../../test/support/clickhouse.ts';
import { openStore } from './open-store.ts';
import { runStoreContract } from './store-contract.ts';

const cluster = await startCluster();

if ('reason' in cluster) {
  it.skip(`ClickHouse cluster: ${cluster.reason}`, () => {});
} else {
  afterAll(() => cluster.stop());
  describe('ClickHouse cluster', () => {
    let stores = 0;
    const locate = (): string => {
      stores += 1;
      return cluster.location(`store${stores}`);
    };
    runStoreContract(locate);

    it('spreads tokens over the shards and keeps each on one', async () => {
      const store = await openStore(locate());
      await store.insert(
        'calls_v1',
        Array.from({ length: 1_000 }, (_, index) => ({
          provider: 'sample',
          token_id: `T${index % 100}`,
          event_id: String(index),
          outcome: 'allowed',
          basis: 'named',
        })),
      );
      const [spread] = await store.query({
        name: 'spread',
        sql: `
          SELECT uniqExactArray(places) AS shards, toUInt32(max(length(places))) AS shards_per_token
          FROM (SELECT token_id, groupUniqArray(_shard_num) AS places FROM calls_v1 GROUP BY token_id)`,
        row: z.object({ shards: z.coerce.number(), shards_per_token: z.number() }),
      });
      await store.close();
      expect(spread?.shards).toBeGreaterThan(1);
      expect(spread?.shards_per_token).toBe(1);
    });

    it.runIf(cluster.location('').includes(','))(
      'wants every node named where there is no Keeper',
      async () => {
        const one = locate().replace(/,[^/]*/, '');
        await expect(openStore(one)).rejects.toMatchObject({
          code: 'usage.invalid',
          message: 'the cluster `pair` has no Keeper to carry schema changes',
          hint: expect.stringContaining('name all its nodes'),
        });
      },
    );

    it.runIf(cluster.location('').includes(','))('wants no more nodes than there are', async () => {
      const [first, rest] = locate().split(',');
      const three = `${first},localhost:${first?.split(':').at(-1)},${rest}`;
      await expect(openStore(three)).rejects.toMatchObject({
        code: 'usage.invalid',
        message: 'the cluster `pair` has 2 nodes, but 3 are named',
      });
    });
  });
}
