import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startServer } from '../../test/support/clickhouse.ts';
import { migrations } from './migrations.ts';
import { openStore } from './open-store.ts';
import { renderTable, renderView } from './render.ts';
import { openServer } from './server.ts';
import { runStoreContract } from './store-contract.ts';

const server = await startServer();

if ('reason' in server) {
  it.skip(`ClickHouse server: ${server.reason}`, () => {});
} else {
  afterAll(() => server.stop());
  describe('ClickHouse server', () => {
    let stores = 0;
    const locate = (): string => {
      stores += 1;
      return server.location(`store${stores}`);
    };
    runStoreContract(locate);

    it('lets two stores work at once', async () => {
      const location = locate();
      const one = await openStore(location);
      const two = await openStore(location);
      await one.insert('ledger_v1', [{ sequence: '1', actor: 'one' }]);
      await two.insert('ledger_v1', [{ sequence: '2', actor: 'two' }]);
      const ledger = {
        name: 'ledger',
        sql: 'SELECT actor FROM ledger_v1 ORDER BY sequence',
        row: z.unknown(),
      };
      expect(await one.query(ledger)).toEqual([{ actor: 'one' }, { actor: 'two' }]);
      expect(await two.query(ledger)).toEqual(await one.query(ledger));
      await one.close();
      await two.close();
    });

    it.runIf(server.hasToyKeeper)('creates the replicated schema', async () => {
      const store = await openServer(locate());
      const shape = {
        kind: 'cluster',
        cluster: 'pair',
        database: 'toy',
        isReplicated: true,
        hasQueue: false,
      } as const;
      for (const { tables, views } of migrations) {
        const statements = [
          ...tables.flatMap((table) => renderTable(table, shape)),
          ...views.map((view) => renderView(view, shape)),
        ];
        for (const sql of statements) await store.define({ name: 'create', sql });
      }
      const [row] = await store.query({
        name: 'count',
        sql: `
          SELECT toUInt32(countIf(engine LIKE 'Replicated%')) AS replicated,
                 toUInt32(countIf(engine = 'Distributed')) AS distributed
          FROM system.tables WHERE database = currentDatabase()`,
        row: z.object({ replicated: z.number(), distributed: z.number() }),
      });
      await store.close();
      expect(row?.replicated).toBeGreaterThan(10);
      expect(row?.distributed).toBe(row?.replicated);
    });

    it('says so when the server does not know the user', async () => {
      const location = server.location('guarded').replace('http://', 'http://nobody:secret@');
      const failure = await openStore(location).catch((error: unknown) => error);
      expect(failure).toMatchObject({
        code: 'store.unreachable',
        message: expect.stringMatching(/does not let us in: .*nobody/),
      });
      expect(String(failure)).not.toContain('secret');
    });

    it('says which clusters there are when it is asked for another', async () => {
      await expect(openStore(`${server.location('other')}?cluster=elsewhere`)).rejects.toMatchObject({
        code: 'usage.invalid',
        message: expect.stringMatching(/^the server knows no cluster `elsewhere` \(it knows .*`pair`/),
      });
    });
  });
}

describe.skipIf('reason' in server)('a server that dies', () => {
  it('is named as unreachable, whatever was under way', async () => {
    const doomed = await startServer();
    if ('reason' in doomed || !doomed.hasToyKeeper) return;
    const store = await openStore(doomed.location('doomed'));
    const wait = { sql: 'SELECT sleepEachRow(3) AS value FROM numbers(20)', settings: { max_block_size: 1 } };
    const outcomes = [
      store.run({ name: 'run', ...wait }),
      store.query({ name: 'query', ...wait, row: z.unknown() }),
      store.insert('ledger_v1', [{ sequence: '1' }]).then(() => store.run({ name: 'after', ...wait })),
    ];
    const settled = Promise.allSettled(outcomes);
    await store
      .query({
        name: 'until they run',
        sql: `SELECT throwIf(count() < 3, 'not yet') AS enough FROM system.processes WHERE query LIKE '%sleepEachRow(3)%'`,
        row: z.unknown(),
      })
      .catch(() => {});
    await doomed.stop();
    for (const outcome of await settled) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'store.unreachable' } });
    }
    await expect(store.query({ name: 'later', sql: 'SELECT 1', row: z.unknown() })).rejects.toMatchObject({
      code: 'store.unreachable',
    });
    await store.close();
  });
});

describe('a server that is not there', () => {
  it('is named as unreachable', async () => {
    const address = await freeAddress();
    await expect(openStore(`http://${address}`)).rejects.toMatchObject({
      code: 'store.unreachable',
      message: `no ClickHouse server answers at \`${address}\``,
    });
  });

  it('is named as unreachable when something else answers', async () => {
    const other = createServer((_, response) => response.writeHead(404).end('<html>not here</html>'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = addressOf(other);
    await expect(openStore(`http://${address}`)).rejects.toMatchObject({
      code: 'store.unreachable',
      message: `the server at \`${address}\` does not let us in: <html>not here</html>`,
    });
    other.close();
  });
});

async function freeAddress(): Promise<string> {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = addressOf(other);
  await new Promise((resolve) => other.close(resolve));
  return address;
}

function addressOf(other: ReturnType<typeof createServer>): string {
  const { port } = other.address() as AddressInfo;
  return `127.0.0.1:${port}`;
}
