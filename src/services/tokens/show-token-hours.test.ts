import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSmallWorlds, worldSpan } from '../../analysis/small-world.test-support.ts';
import type { Store } from '../../store/store.ts';
import { openTemporaryStore } from '../../store/temporary-store.ts';
import type { Context } from '../context.ts';
import { showTokenHours } from './show-token-hours.ts';

const ann = 'arn:aws:iam::111122223333:user/ann';
const noon = 12;
/** Calls at noon of the first Monday, the first Sunday, and of the Monday after it. */
const days = [0, 6, 7];

let store: Store;
beforeAll(async () => {
  store = await openTemporaryStore();
  await loadSmallWorlds(store, [
    {
      principals: [{ id: ann, granted: ['s3:GetObject'] }],
      tokens: [{ id: 'AKIAANN', principalId: ann }],
      calls: days.map((day) => ({ token: 'AKIAANN', principal: ann, permission: 's3:GetObject', day })),
    },
  ]);
});
afterAll(() => store.close());

describe('the hours of the week', () => {
  it.each(['AKIAANN', ann])('count every call of %s once, in UTC, with Monday first', async (id) => {
    const ctx: Context = { store, now: () => worldSpan.to, onProgress: () => {} };
    const { hours, calls } = await showTokenHours(ctx, { id });
    const counted = hours.flatMap((one, hour) => (one === 0 ? [] : [[hour, one]]));
    expect(counted).toEqual([
      [noon, 2],
      [6 * 24 + noon, 1],
    ]);
    expect(calls).toBe(3);
  });
});
