import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { rememberingStore } from './remembering-store.ts';
import type { Query, Store } from './store.ts';
import { openTemporaryStore } from './temporary-store.ts';

let store: Store;
beforeAll(async () => {
  store = await openTemporaryStore();
});
afterAll(() => store.close());

const row = z.object({ files: z.coerce.number() });
const counted: Query<z.infer<typeof row>> = {
  name: 'files',
  sql: 'SELECT count() AS files FROM files_v1',
  row,
};
const addFile = (id: string) => store.insert('files_v1', [{ content_id: id, loaded_at: 1 }]);

describe('a store that remembers', () => {
  it('asks again what does not stay, and what stays only after something was loaded', async () => {
    await store.truncate('files_v1');
    const remembering = rememberingStore(store);
    const stays = { ...counted, staysUntilLoad: true };
    const [first] = await remembering.query(stays);
    await addFile('one');
    expect(await remembering.query(stays)).toEqual([first]);
    expect(await remembering.query(counted)).toEqual([{ files: 1 }]);
    remembering.forget();
    expect(await remembering.query(stays)).toEqual([{ files: 1 }]);
  });

  it('tells statements apart by what they are bound to', async () => {
    const remembering = rememberingStore(store);
    const of = async (value: number) =>
      (
        await remembering.query({
          name: 'files',
          sql: 'SELECT {value: UInt32} AS files',
          params: { value },
          row,
          staysUntilLoad: true,
        })
      )[0]?.files;
    expect([await of(1), await of(2), await of(1)]).toEqual([1, 2, 1]);
  });

  it('gives everyone an answer of their own, and remembers no failure', async () => {
    await store.truncate('files_v1');
    const remembering = rememberingStore(store);
    const stays = { ...counted, staysUntilLoad: true };
    (await remembering.query(stays)).pop();
    expect(await remembering.query(stays)).toEqual([{ files: 0 }]);
    let fails = true;
    const flaky = rememberingStore({
      ...store,
      query: (query) => (fails ? Promise.reject(new Error('gone')) : store.query(query)),
    });
    await expect(flaky.query(stays)).rejects.toThrow('gone');
    fails = false;
    expect(await flaky.query(stays)).toEqual([{ files: 0 }]);
  });
});
