import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  loadSmallWorlds,
  type SmallCall,
  type SmallWorld,
  worldSpan,
} from '../../analysis/small-world.test-support.ts';
import type { Store } from '../../store/store.ts';
import { openTemporaryStore } from '../../store/temporary-store.ts';
import type { Context } from '../context.ts';
import { backtest } from './backtest.ts';

let store: Store;
let ctx: Context;

beforeAll(async () => {
  store = await openTemporaryStore();
  ctx = { store, now: () => worldSpan.to, onProgress: () => {} };
}, 60_000);
afterAll(() => store.close());

const clerk = 'arn:aws:iam::111122223333:user/clerk';
const granted = ['s3:ListAllMyBuckets', 'sqs:DeleteQueue', 'ec2:DescribeInstances', 'kms:Decrypt'];

function calls(
  principal: string,
  token: string,
  uses: Readonly<Record<string, readonly number[]>>,
): SmallCall[] {
  return Object.entries(uses).flatMap(([permission, days]) =>
    days.map((day) => ({ principal, token, permission, day })),
  );
}

const everyTenth = [0, 10, 20, 30, 40, 50, 60, 70, 80];

const world: SmallWorld = {
  principals: [{ id: clerk, granted }],
  tokens: [{ id: 'AKIACLERK', principalId: clerk, createdAt: Date.parse('2020-01-01') }],
  calls: calls(clerk, 'AKIACLERK', {
    's3:ListAllMyBuckets': everyTenth,
    'sqs:DeleteQueue': [75],
    'kms:Decrypt': [5],
    // Nothing grants it, so no smaller policy can break it.
    'sns:Publish': [80],
  }),
};
const size = { trainDays: 60, testDays: 30, horizonDays: 90 };

describe('the backtest of a fleet', () => {
  it('tells which call would have been refused, when, and how long after the change', async () => {
    await loadSmallWorlds(store, [world]);
    const { inSample, walkForward } = await backtest(ctx, size);
    expect(inSample).toMatchObject({ calls: 12, deniedCalls: 0 });
    expect(walkForward).toMatchObject({
      folds: 1,
      needed: 2,
      neededKept: 1,
      recall: 0.5,
      brokenTokens: 1,
      breaks: 1,
      daysToFirstBreak: { median: 15, earliest: 15 },
      brokenCalls: [
        {
          principal: clerk,
          token: 'AKIACLERK',
          permission: 'sqs:DeleteQueue',
          day: '2026-08-15',
          daysAfterChange: 15,
        },
      ],
    });
    // Of the two permissions kept, the test days needed one.
    expect(walkForward).toMatchObject({ judged: 4, kept: 2, keptNeeded: 1, precision: 0.5 });
  });

  it('puts other rules beside it on the same days', async () => {
    await loadSmallWorlds(store, [world]);
    const { walkForward } = await backtest(ctx, size);
    const kept = Object.fromEntries(walkForward.rules.map(({ rule, kept }) => [rule, kept]));
    expect(kept).toMatchObject({ derived: 2, 'window-30': 1, 'window-60': 2 });
    expect(kept).not.toHaveProperty('window-90');
  });

  it('does not blame a policy for what was only granted after it', async () => {
    const since = worldSpan.from + 70 * 86_400_000;
    await loadSmallWorlds(store, [{ ...world, principals: [{ id: clerk, granted, since }] }]);
    const { walkForward } = await backtest(ctx, size);
    expect(walkForward).toMatchObject({ needed: 0, brokenTokens: 0, recall: 1 });
  });

  it('keeps what is young when the training ends', async () => {
    const since = worldSpan.from + 30 * 86_400_000;
    await loadSmallWorlds(store, [{ ...world, principals: [{ id: clerk, granted, since }] }]);
    const { walkForward } = await backtest(ctx, size);
    expect(walkForward).toMatchObject({ needed: 2, neededKept: 2, brokenTokens: 0 });
    expect(walkForward.rules.find(({ rule }) => rule === 'window-60')).toMatchObject({ brokenTokens: 1 });
  });

  it('says that a log is too short instead of inventing a score', async () => {
    await loadSmallWorlds(store, [world]);
    const { walkForward } = await backtest(ctx, { trainDays: 90, testDays: 30, horizonDays: 90 });
    expect(walkForward).toMatchObject({ folds: 0, recall: null, precision: null, rules: [] });
    expect(walkForward.note).toContain('the logs hold 90 days');
  });

  it('of one principal is what it is in the fleet', async () => {
    const other = 'arn:aws:iam::444455556666:user/other';
    await loadSmallWorlds(store, [
      world,
      {
        account: '444455556666',
        principals: [{ id: other, granted }],
        calls: calls(other, 'AKIAOTHER', { 's3:ListAllMyBuckets': everyTenth }),
      },
    ]);
    const all = await backtest(ctx, size);
    const one = await backtest(ctx, { ...size, id: 'AKIACLERK' });
    const same = await backtest(ctx, { ...size, id: clerk });
    expect(one.walkForward.brokenCalls).toEqual(all.walkForward.brokenCalls);
    expect(one.walkForward).toMatchObject({ principals: 1, needed: 2, neededKept: 1 });
    expect(all.walkForward).toMatchObject({ principals: 2, needed: 3, neededKept: 2 });
    expect(same.walkForward).toEqual(one.walkForward);
    await expect(backtest(ctx, { ...size, id: 'nobody' })).rejects.toMatchObject({
      code: 'subject.not-found',
    });
  });
});
