import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  dayAt,
  loadSmallWorlds,
  type SmallCall,
  worldSpan,
} from '../../analysis/small-world.test-support.ts';
import type { Store } from '../../store/store.ts';
import { openTemporaryStore } from '../../store/temporary-store.ts';
import type { Context } from '../context.ts';
import { listDenials } from './list-denials.ts';

const bot = { token: 'AKIABOT', principal: 'user/bot', place: 'aws de', agent: 'boto3' };
const thief = { ...bot, place: 'VN · VNPT', agent: 'curl' };
const days = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

const calls: readonly SmallCall[] = [
  ...days(0, 90).map((day) => ({ ...bot, permission: 'sqs:ListQueues', day })),
  ...days(0, 70).map((day) => ({ ...bot, permission: 'sns:ListTopics', day })),
  ...days(70, 90).map((day) => ({ ...bot, permission: 'sns:ListTopics', outcome: 'denied' as const, day })),
  ...['iam:ListUsers', 'iam:ListRoles', 'ec2:DescribeInstances', 'rds:DescribeDBInstances'].map(
    (permission) => ({ ...thief, permission, outcome: 'denied' as const, day: 80 }),
  ),
  { ...bot, permission: '', outcome: 'denied', day: 12 },
  { token: 'AKIAOTHER', principal: 'user/other', permission: 'sqs:ListQueues', outcome: 'denied', day: 5 },
];

describe('denials', () => {
  let store: Store;
  let ctx: Context;
  beforeAll(async () => {
    store = await openTemporaryStore();
    ctx = { store, now: () => worldSpan.to, onProgress: () => {} };
    await loadSmallWorlds(store, [
      {
        principals: [
          { id: 'user/bot', granted: ['sqs:ListQueues'] },
          { id: 'user/other', granted: [] },
        ],
        tokens: [{ id: 'AKIABOT', principalId: 'user/bot' }],
        calls,
        changes: [{ change: 'detach-role', subject: 'user/bot', object: 'policy/topics', day: 69 }],
      },
    ]);
  });
  afterAll(() => store.close());

  it('tells what a right-sizing broke from what a thief tries, of one and the same token', async () => {
    const { denials, totals } = await listDenials(ctx, { id: 'AKIABOT' });
    expect(totals).toMatchObject({ wants: 5, refusals: 24, needed: 1, probing: 4, unnamed: 1 });
    const [broken] = denials;
    expect(broken).toMatchObject({
      permission: 'sns:ListTopics',
      verdict: 'needed',
      level: 'list',
      granted: 'no',
      status: 'open',
      refusals: 20,
      rhythm: 'every day',
      allowedBefore: new Date(dayAt(69)).toISOString(),
      changes: [{ change: 'detach-role', object: 'policy/topics' }],
      places: [{ place: 'aws de', refusals: 20, familiarity: 'usual' }],
    });
    expect(broken?.days).toHaveLength(20);
    expect(broken?.fix).toMatchObject({
      suffices: 'perhaps',
      policy: { Statement: [{ Effect: 'Allow', Action: 'sns:ListTopics', Resource: '*' }] },
      blast: { level: 'list', isEverywhere: true, tokens: ['AKIABOT'], changesAccess: false },
    });
    expect(denials.slice(1).map(({ places }) => places[0]?.familiarity)).toEqual(Array(4).fill('new'));
  });

  it('lists every token when none is named, and one verdict when one is asked for', async () => {
    const all = await listDenials(ctx);
    expect(all.totals.wants).toBe(6);
    const probing = await listDenials(ctx, { verdict: 'probing' });
    expect(probing.denials.map(({ verdict }) => verdict)).toEqual(Array(4).fill('probing'));
    expect(probing.totals).toEqual(all.totals);
  });

  it('looks only at the window, but remembers what was let through before it', async () => {
    const window = { from: dayAt(85) };
    const { denials } = await listDenials(ctx, { id: 'user/bot', window });
    expect(denials).toMatchObject([{ refusals: 5, allowedBefore: new Date(dayAt(69)).toISOString() }]);
  });

  it('judges one principal as it judges it among all', async () => {
    const all = await listDenials(ctx);
    const one = await listDenials(ctx, { id: 'user/bot' });
    expect(one.denials).toEqual(all.denials.filter(({ principal }) => principal === 'user/bot'));
  });

  it('names what it does not know', async () => {
    await expect(listDenials(ctx, { id: 'user/nobody' })).rejects.toMatchObject({
      code: 'subject.not-found',
    });
  });
});
