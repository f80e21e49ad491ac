import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../../store/store.ts';
import { openTemporaryStore } from '../../../store/temporary-store.ts';
import { loadSmallWorlds, worldSpan } from '../../small-world.test-support.ts';
import { originDays, peoplesPlaces } from './origin-days.ts';

const user = (name: string) => `arn:aws:iam::111122223333:user/${name}`;
const days = Array.from({ length: 60 }, (_, day) => day);
const workdays = days.filter((day) => day % 7 < 5);
const calls = (name: string, on: readonly number[], place: string, agent = 'curl') =>
  on.map((day) => ({
    token: `AKIA${name}`,
    principal: user(name),
    permission: 's3:GetObject',
    day,
    place,
    agent,
  }));

let store: Store;
beforeAll(async () => {
  store = await openTemporaryStore();
  await loadSmallWorlds(store, [
    {
      principals: ['ann', 'cron', 'visitor'].map((name) => ({ id: user(name), granted: ['s3:GetObject'] })),
      calls: [
        ...calls('ann', workdays, 'office'),
        ...calls('ann', days, 'server', 'boto3'),
        ...calls('cron', days, 'server'),
        ...calls('visitor', [1, 2, 5, 6, 7, 8], 'hotel'),
      ],
    },
  ]);
});
afterAll(() => store.close());

describe('where people sit', () => {
  it('is where somebody works by hand and rests, not where a program calls with a tool for hands every day', async () => {
    const sitting = await peoplesPlaces(store, worldSpan, ['office', 'server', 'hotel']);
    expect([...sitting]).toEqual([
      ['hotel', [user('visitor')]],
      ['office', [user('ann')]],
    ]);
  });
});

describe('origins of tokens', () => {
  it('are of a person where somebody works by hand and rests', async () => {
    const origins = await originDays(store, worldSpan, []);
    const isOfPerson = [...origins.values()].flat().map((one) => [one.place, one.agent, one.isOfPerson]);
    expect(isOfPerson).toEqual([
      ['office', 'curl', true],
      ['server', 'boto3', true],
    ]);
  });
});
