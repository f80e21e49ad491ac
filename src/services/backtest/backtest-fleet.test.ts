import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSmallWorlds, type SmallWorld, worldSpan } from '../../analysis/small-world.test-support.ts';
import type { Store } from '../../store/store.ts';
import { openTemporaryStore } from '../../store/temporary-store.ts';
import type { Context } from '../context.ts';
import { proposePolicy } from '../policy/propose-policy.ts';
import { backtest } from './backtest.ts';

let store: Store;
let ctx: Context;

const clerk = 'arn:aws:iam::111122223333:user/clerk';
const sleeper = 'arn:aws:iam::111122223333:user/sleeper';
const granted = ['s3:ListAllMyBuckets', 'sqs:DeleteQueue', 'ec2:DescribeInstances', 's3:GetObject'];
const days = [0, 10, 20, 30, 40, 50, 60, 70, 80];

const world: SmallWorld = {
  principals: [
    { id: clerk, granted },
    { id: sleeper, granted },
  ],
  tokens: [clerk, sleeper].map((principalId) => ({
    id: `AKIA${principalId.split('/')[1]}`,
    principalId,
    createdAt: Date.parse('2020-01-01'),
  })),
  calls: [
    ...days.map((day) => ({ principal: clerk, token: 'AKIAclerk', permission: 's3:ListAllMyBuckets', day })),
    // Needed only after most of the moments that are looked back to.
    { principal: clerk, token: 'AKIAclerk', permission: 'sqs:DeleteQueue', day: 76 },
  ],
};

beforeAll(async () => {
  store = await openTemporaryStore();
  ctx = { store, now: () => worldSpan.to, onProgress: () => {} };
  await loadSmallWorlds(store, [world]);
}, 60_000);
afterAll(() => store.close());

describe('the breakage of a proposal', () => {
  it('is about exactly what the proposal takes away and silence is evidence of', async () => {
    const { answer } = await proposePolicy(ctx, { id: clerk, horizonDays: 30 });
    const unused = answer.removed
      .filter(({ state }) => state === 'unused')
      .map(({ permission }) => permission);
    expect(unused).toEqual(['ec2:DescribeInstances']);
    expect(answer.breakage?.removed).toBe(unused.length);
    expect(answer.breakage?.permissions.map(({ permission }) => permission)).toEqual(unused);
  });

  it('is only worked out when a horizon is asked for', async () => {
    expect((await proposePolicy(ctx, { id: clerk })).answer.breakage).toBeNull();
  });
});

describe('the breakage of a small fleet', () => {
  const input = { trainDays: 60, testDays: 30, horizonDays: 15 };

  it('is the share that was counted, principal by principal and cut by cut', async () => {
    const { breakage } = await backtest(ctx, { ...input, id: clerk });
    // Of four moments, the 75th day is the one before a need.
    expect(breakage.basis).toMatch(/^base rate: something removed was needed of 1 in 4 principals/);
    expect(breakage.measured).toMatchObject({ count: 4, share: 0.25, days: 15 });
    expect(breakage.probability).toBeGreaterThan(0);
    expect(breakage.probability).toBeLessThan(0.25);
  });

  it('of who never called is the share of those that awoke: none', async () => {
    const { breakage } = await backtest(ctx, { ...input, id: sleeper });
    expect(breakage).toMatchObject({ probability: 0, removed: 3, calendar: { rhythms: [] } });
  });

  it('gives no number where nothing is known to be granted', async () => {
    await loadSmallWorlds(store, [{ ...world, principals: [] }]);
    const { breakage } = await backtest(ctx, { ...input, id: clerk });
    expect(breakage.probability).toBeNull();
    expect(breakage.basis).toContain('nothing is granted of which silence is evidence');
  });
});
