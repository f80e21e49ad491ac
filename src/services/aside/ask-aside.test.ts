import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFleet } from '../../../bench/support/fleet.ts';
import { createApp } from '../../api/create-app.ts';
import { isJoinable, openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/store.ts';
import { askHere } from '../fleet/fleet-judge.ts';
import { type Aside, askAside } from './ask-aside.ts';

const folder = mkdtempSync(join(tmpdir(), 'scopelight-aside-'));
/** More than one piece of a list. */
const tokens = 1200;
let store: Store;
let aside: Aside;
beforeAll(async () => {
  store = await openStore(folder, { isShared: true });
  await makeFleet(store, { tokens, usageRows: 20_000, permissions: 18_000 });
  aside = askAside(folder);
});
afterAll(async () => {
  await aside.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const ignored = (): void => {};
const context = () => ({ store, now: Date.now, onProgress: ignored });

describe('a question asked aside', () => {
  it('has the answer that it has here, however long', async () => {
    const judged = await aside.ask('fleet', {}, ignored);
    expect(judged.tokens).toHaveLength(tokens);
    expect(judged).toEqual(await askHere(context())('fleet', {}, ignored));
  });

  it('leaves the server free to answer others while the fleet is judged', async () => {
    const said: string[] = [];
    let other: Promise<unknown> | undefined;
    const app = await createApp({
      ctx: context(),
      dropFolder: folder,
      askFleet: async (question, input, onProgress) => {
        const judged = await aside.ask(question, input, (progress) => {
          onProgress(progress);
          // From here on judging waits for nothing: a process that judges answers nobody else until it is done.
          if (progress.stage === 'drawing conclusions') other ??= get('/v1/jobs');
        });
        said.push('judged');
        return judged;
      },
    });
    const get = async (url: string): Promise<number> => {
      const { statusCode } = await app.inject({ url, headers: { host: 'localhost' } });
      said.push(url);
      return statusCode;
    };
    expect(await get('/v1/overview')).toBe(200);
    expect(await other).toBe(200);
    expect(said).toEqual(['/v1/jobs', 'judged', '/v1/overview']);
    await app.close();
  });

  it('fails as it fails here', async () => {
    const window = { from: 2, to: 1 };
    await expect(aside.ask('fleet', { window }, ignored)).rejects.toMatchObject({
      code: 'usage.invalid',
      hint: 'swap --from and --to',
    });
  });

  it('fails when the process ends, and the next is answered', async () => {
    const asked = aside.ask('fleet', {}, ignored);
    const failed = expect(asked).rejects.toMatchObject({ code: 'store.limit' });
    await aside.close();
    await failed;
    expect((await aside.ask('score moves', {}, ignored)).schema).toBe('scopelight.score-moves/1');
  });
});

describe('a store', () => {
  it('can be joined where its path is short enough, and wherever a server holds it', () => {
    expect(isJoinable(folder)).toBe(true);
    expect(isJoinable('http://localhost:8123/x')).toBe(true);
  });
});
