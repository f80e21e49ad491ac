import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { endStoreProcesses, startStoreProcess as start } from '../../test/support/start-store-process.ts';
import { openStore } from './open-store.ts';
import { openTemporaryStore } from './temporary-store.ts';

const scratch = mkdtempSync(join(tmpdir(), 'scopelight-test-'));
afterAll(async () => {
  await endStoreProcesses();
  rmSync(scratch, { recursive: true, force: true });
});

describe('a store held by another process', () => {
  it('is refused with the number of that process, and free once it is gone', async () => {
    const directory = join(scratch, 'held');
    const holder = start('hold', directory);
    await holder.line('open');
    await expect(openStore(directory)).rejects.toMatchObject({
      code: 'store.in-use',
      message: `the data directory \`${directory}\` is in use by another process (${holder.pid})`,
      hint: expect.stringContaining('--data'),
    });
    await holder.end('SIGKILL');
    const store = await openStore(directory);
    await store.close();
  });
});

describe('a store in this process', () => {
  it('is the only one, and clears the way for the next when it is closed', async () => {
    const store = await openStore(join(scratch, 'one'));
    await expect(openStore(join(scratch, 'one'))).rejects.toMatchObject({ code: 'store.in-use' });
    await expect(openStore(join(scratch, 'two'))).rejects.toMatchObject({
      code: 'store.in-use',
      message: expect.stringMatching(/two` cannot be opened beside .*one`/),
    });
    await store.close();
    const other = await openStore(join(scratch, 'two'));
    await other.close();
  });

  it('keeps what was written when it is closed and opened again', async () => {
    const directory = join(scratch, 'again');
    const store = await openStore(directory);
    await store.insert('ledger_v1', [{ sequence: '1', actor: 'someone' }]);
    await store.close();
    const again = await openStore(directory);
    expect(
      await again.query({ name: 'ledger', sql: 'SELECT actor FROM ledger_v1', row: z.unknown() }),
    ).toEqual([{ actor: 'someone' }]);
    await again.close();
  });

  it('stops what is running when it is closed', async () => {
    const store = await openStore(join(scratch, 'running'));
    const endless = store.run({
      name: 'endless',
      sql: 'SELECT sum(sipHash64(number)) FROM numbers(1000000000000)',
    });
    const outcome = expect(endless).rejects.toMatchObject({ code: 'store.failed' });
    const stream = store.stream({
      name: 'numbers',
      sql: 'SELECT number FROM numbers(100000000)',
      row: z.unknown(),
    });
    const batches = stream[Symbol.asyncIterator]();
    await batches.next();
    await store.close();
    await outcome;
    await expect(drain(batches)).rejects.toMatchObject({ code: 'store.failed' });
    await expect(store.run({ name: 'late', sql: 'SELECT 1' })).rejects.toMatchObject({
      message: 'the engine refused `late`: the store is closed',
    });
  });

  it.each([
    ['a file', () => import.meta.filename],
    ['a directory that would be read as a pattern', () => join(scratch, 'a{b,c}')],
  ])('refuses %s', async (_, path) => {
    await expect(openStore(path())).rejects.toMatchObject({ code: 'usage.invalid' });
  });
});

describe('a process that exits while a query runs', () => {
  it.each([
    ['exit', '130', 'SIGINT'],
    ['exit', '143', 'SIGTERM'],
    ['exit', '7', 'SIGKILL'],
    ['close', '130', 130],
    ['close', '7', 7],
  ])(
    'ends at once: %s %s',
    async (task, code, end) => {
      const exiting = start(task, join(scratch, 'exiting'), code);
      expect(await exiting.ended).toBe(end);
    },
    30_000,
  );
});

describe('a process killed while it writes', () => {
  it('loses no acknowledged row, doubles none, and leaves no week half replaced', {
    timeout: 180_000,
  }, async () => {
    const directory = join(scratch, 'killed');
    const acknowledged = new Set<number>();
    for (let round = 0; round < 4; round += 1) {
      const writer = start('write', directory, String(round * 1_000_000));
      writer.onLine((line) => {
        if (line.startsWith('row ')) acknowledged.add(Number(line.slice('row '.length)));
      });
      await writer.line(`week ${round * 1_000_000 + 2 + round * 2}`);
      await writer.end('SIGKILL');
    }
    const store = await openStore(directory);
    const rows = await store.query({
      name: 'rows',
      sql: 'SELECT toUInt32(load_id) AS number, toUInt32(count()) AS times FROM load_counts_v1 GROUP BY number',
      row: z.object({ number: z.number(), times: z.literal(1) }),
    });
    const found = new Set(rows.map(({ number }) => number));
    const weeks = await store.query({
      name: 'weeks',
      sql: 'SELECT count() AS rows, uniqExact(uses) AS versions FROM usage_v1',
      row: z.unknown(),
    });
    await store.close();
    expect(acknowledged.size).toBeGreaterThan(20);
    expect([...acknowledged].filter((number) => !found.has(number))).toEqual([]);
    expect(weeks).toEqual([{ rows: '10', versions: '1' }]);
  });
});

describe('a temporary store', () => {
  it('is gone once it is closed', async () => {
    const store = await openTemporaryStore();
    const directory = temporaryOf(process.pid);
    expect(existsSync(directory)).toBe(true);
    await store.close();
    expect(existsSync(directory)).toBe(false);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'is gone after %s, which ends the process as ever',
    async (signal) => {
      const holder = start('temporary');
      await holder.line('open');
      const directory = temporaryOf(holder.pid);
      expect(await holder.end(signal)).toBe(signal);
      expect(existsSync(directory)).toBe(false);
    },
  );

  it('clears away what a killed process left a day ago', async () => {
    const holder = start('temporary');
    await holder.line('open');
    const abandoned = temporaryOf(holder.pid);
    await holder.end('SIGKILL');
    const dayBefore = new Date(Date.now() - 25 * 60 * 60 * 1000);
    utimesSync(abandoned, dayBefore, dayBefore);
    const store = await openTemporaryStore();
    await store.close();
    expect(existsSync(abandoned)).toBe(false);
  });
});

function temporaryOf(pid: number): string {
  const name = readdirSync(tmpdir()).find((entry) => entry.startsWith(`scopelight-store-${pid}-`));
  if (!name) throw new Error(`process ${pid} has no temporary store`);
  return join(tmpdir(), name);
}

async function drain(batches: AsyncIterator<unknown>): Promise<void> {
  while (!(await batches.next()).done);
}
