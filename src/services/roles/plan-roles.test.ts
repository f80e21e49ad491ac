import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSmallWorlds, worldSpan } from '../../analysis/small-world.test-support.ts';
import type { Store } from '../../store/store.ts';
import { openTemporaryStore } from '../../store/temporary-store.ts';
import { planRoles } from './plan-roles.ts';

const iam = 'arn:aws:iam::111122223333:user/';
const held = ['ec2:DescribeInstances', 'ec2:StopInstances', 'sqs:CreateQueue'];
const used: Readonly<Record<string, readonly string[]>> = {
  ann: ['ec2:DescribeInstances'],
  bob: ['ec2:DescribeInstances'],
  cid: ['ec2:DescribeInstances', 'ec2:StopInstances'],
};

let store: Store;
beforeAll(async () => {
  store = await openTemporaryStore();
  await loadSmallWorlds(store, [
    {
      principals: Object.keys(used).map((name) => ({ id: `${iam}${name}`, granted: held })),
      tokens: Object.keys(used).map((name) => ({ id: `AKIA${name}`, principalId: `${iam}${name}` })),
      calls: Object.entries(used).flatMap(([name, permissions]) =>
        permissions.map((permission) => ({
          token: `AKIA${name}`,
          principal: `${iam}${name}`,
          permission,
          day: 3,
        })),
      ),
    },
  ]);
});
afterAll(() => store.close());

const plan = (surplusShare = 0) =>
  planRoles(
    { store, now: () => worldSpan.to, onProgress: () => {} },
    { provider: 'aws', surplusShare, window: { from: worldSpan.from, to: worldSpan.to } },
  );

describe('a plan of fewer roles', () => {
  it('gives everybody what was used, and tells what is lost', async () => {
    const { roles, changes, surplus, replaced, leastRoles } = await plan();
    expect(roles.map(({ permissions }) => permissions)).toEqual([
      ['ec2:DescribeInstances'],
      ['ec2:StopInstances'],
    ]);
    expect(roles[0]).toMatchObject({ name: 'ec2-reader', fits: true });
    expect(roles[0]?.documents).toMatchObject([{ Statement: [{ Action: 'ec2:DescribeInstances' }] }]);
    expect(changes).toContainEqual(
      expect.objectContaining({
        principal: `${iam}ann`,
        gains: [],
        loses: 2,
        keeps: 1,
        roles: ['ec2-reader'],
      }),
    );
    expect([surplus, replaced.length, leastRoles]).toEqual([0, 3, 2]);
  });

  it('takes fewer roles where surplus is allowed', async () => {
    const { roles, surplus, curve } = await plan(1);
    expect(roles).toHaveLength(1);
    expect(surplus).toBe(2);
    expect(curve.map((point) => point.roles)).toEqual([2, 1]);
  });

  it('says when there is nothing to plan from', async () => {
    await expect(
      planRoles(
        { store, now: () => worldSpan.to, onProgress: () => {} },
        { provider: 'aws', account: 'nowhere' },
      ),
    ).rejects.toThrow('no principal there used anything');
  });
});

describe('the stability of a plan', () => {
  const calls = (name: string, permission: string, days: readonly number[]) =>
    days.map((day) => ({ token: `AKIA${name}`, principal: `${iam}${name}`, permission, day }));
  const every = Array.from({ length: 90 }, (_, day) => day);

  it('is whole of what is used all along, and less of what was used for a time', async () => {
    await loadSmallWorlds(store, [
      {
        principals: ['ann', 'cid'].map((name) => ({ id: `${iam}${name}`, granted: held })),
        calls: [
          ...calls('ann', 'ec2:DescribeInstances', every),
          ...calls('ann', 'ec2:StopInstances', every),
          ...calls('cid', 'sqs:CreateQueue', every.slice(0, 20)),
        ],
      },
    ]);
    const { roles, stability } = await plan();
    expect(stability?.windows).toHaveLength(4);
    expect(roles.map(({ permissions, stability: each }) => [permissions, each])).toEqual([
      [['ec2:DescribeInstances', 'ec2:StopInstances'], { mean: 1, least: 1 }],
      [['sqs:CreateQueue'], { mean: 0.25, least: 0 }],
    ]);
    expect(stability?.mean).toBeCloseTo((2 + 0.25) / 3);
  });

  it('is not told of a window in which weekly work happens once', async () => {
    const { roles, stability } = await planRoles(
      { store, now: () => worldSpan.to, onProgress: () => {} },
      { provider: 'aws', window: { from: worldSpan.from, to: worldSpan.from + 20 * 86_400_000 } },
    );
    expect(stability).toBeNull();
    expect(roles.every((role) => role.stability === null)).toBe(true);
  });
});
