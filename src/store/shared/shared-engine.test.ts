import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { endStoreProcesses, startStoreProcess } from '../../../test/support/start-store-process.ts';
import { openStore } from '../open-store.ts';
import { runStoreContract } from '../store-contract.ts';

const scratch = mkdtempSync(join(tmpdir(), 'scopelight-test-'));
afterAll(async () => {
  await endStoreProcesses();
  rmSync(scratch, { recursive: true, force: true });
});

let stores = 0;
async function shared() {
  stores += 1;
  const directory = join(scratch, String(stores));
  const holder = startStoreProcess('share', directory);
  await holder.line('open');
  return { directory, holder, socket: join(directory, 'engine.sock') };
}

describe('an engine that another process shares', () => {
  runStoreContract(async () => (await shared()).directory);
});

describe('the socket of a shared engine', () => {
  it('is for its owner alone', async () => {
    const { socket } = await shared();
    expect(statSync(socket).mode & 0o777).toBe(0o600);
  });

  it('that a killed process left keeps nobody from the data', async () => {
    const { directory, holder, socket } = await shared();
    await holder.end('SIGKILL');
    expect(existsSync(socket)).toBe(true);
    const store = await openStore(directory);
    expect(await one(store)).toEqual([{ one: 1 }]);
    await store.close();
  });
});

describe('a guest of a shared engine', () => {
  it('says so when the process that holds the data has gone', async () => {
    const { directory, holder } = await shared();
    const guest = await openStore(directory);
    await holder.end('SIGKILL');
    await expect(one(guest)).rejects.toMatchObject({
      message: expect.stringContaining('the process that holds the data ended'),
    });
    await guest.close();
  });

  it('is answered however long it thought between two questions', async () => {
    const { directory } = await shared();
    const guest = await openStore(directory);
    expect(await one(guest)).toEqual([{ one: 1 }]);
    // Longer than Node keeps a connection that nobody uses, if nothing is said; and nothing is heard meanwhile.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 7000);
    expect(await one(guest)).toEqual([{ one: 1 }]);
    await guest.close();
  });

  it('waits for its turn to write, whichever process has it', async () => {
    const { directory } = await shared();
    const [a, b] = await Promise.all([openStore(directory), openStore(directory)]);
    const told: string[] = [];
    const act = (name: string) => async () => {
      told.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 50));
      told.push(`${name} ends`);
    };
    await Promise.all([a.exclusively(act('a')), b.exclusively(act('b'))]);
    const first = told[0]?.[0] ?? '';
    const other = first === 'a' ? 'b' : 'a';
    expect(told).toEqual([`${first} begins`, `${first} ends`, `${other} begins`, `${other} ends`]);
    await Promise.all([a.close(), b.close()]);
  });
});

function one(store: Awaited<ReturnType<typeof openStore>>) {
  return store.query({ name: 'one', sql: 'SELECT toUInt8(1) AS one', row: z.unknown() });
}
