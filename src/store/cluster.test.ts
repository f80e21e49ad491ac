import { afterAll, describe, it } from 'vitest';
import { startCluster } from '../../test/support/clickhouse.ts';
import { runStoreContract } from './store-contract.ts';

const cluster = await startCluster();

if ('reason' in cluster) {
  it.skip(`ClickHouse cluster: ${cluster.reason}`);
} else {
  afterAll(() => cluster.stop());
  describe('ClickHouse cluster', () => {
    let stores = 0;
    runStoreContract(() => {
      stores += 1;
      return cluster.location(`store${stores}`);
    });
  });
}
