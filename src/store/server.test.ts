import { afterAll, describe, it } from 'vitest';
import { startServer } from '../../test/support/clickhouse.ts';
import { runStoreContract } from './store-contract.ts';

const server = await startServer();

if ('reason' in server) {
  it.skip(`ClickHouse server: ${server.reason}`);
} else {
  afterAll(() => server.stop());
  describe('ClickHouse server', () => {
    let stores = 0;
    runStoreContract(() => {
      stores += 1;
      return server.location(`store${stores}`);
    });
  });
}
