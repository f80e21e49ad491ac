import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  dayAt,
  loadSmallWorlds,
  type SmallWorld,
  worldSpan,
} from '../../analysis/small-world.test-support.ts';
import { ScopelightError } from '../../model/error.ts';
import { scoreShape } from '../../model/score.ts';
import type { Store } from '../../store/store.ts';
import { openTemporaryStore } from '../../store/temporary-store.ts';
import type { Context } from '../context.ts';
import { listTokens } from '../tokens/list-tokens.ts';
import { showScore } from './show-score.ts';

const arn = (name: string) => `arn:aws:iam::111122223333:user/${name}`;
const [alice, bob, carol] = [arn('alice'), arn('bob'), arn('carol')];
const owner = (name: string) => ({ name, basis: 'tag:owner' });
const rights = ['ec2:DescribeInstances', 'ec2:StopInstances', 'iam:AttachUserPolicy'];

const world: SmallWorld = {
  principals: [
    { id: alice, granted: rights },
    { id: bob, granted: ['ec2:DescribeInstances'] },
    { id: carol, granted: ['s3:GetObject', 's3:PutObject', 'ec2:DescribeInstances'] },
  ],
  tokens: [
    { id: 'AKIAALICE1', principalId: alice, owner: owner('red') },
    { id: 'AKIAALICE2', principalId: alice, owner: owner('red') },
    { id: 'AKIABOB', principalId: bob, owner: owner('blue') },
    { id: 'AKIACAROL', principalId: carol },
  ],
  calls: [
    { token: 'AKIAALICE1', principal: alice, permission: 'ec2:DescribeInstances', day: 20 },
    { token: 'AKIAALICE2', principal: alice, permission: 'ec2:StopInstances', day: 30 },
    { token: 'AKIABOB', principal: bob, permission: 'ec2:DescribeInstances', day: 80 },
  ],
};

let store: Store;
let ctx: Context;
beforeAll(async () => {
  store = await openTemporaryStore();
  ctx = { store, now: () => worldSpan.to, onProgress: () => {} };
  await loadSmallWorlds(store, [world]);
});
afterAll(() => store.close());

describe('showScore', () => {
  it('has the published shape', async () => {
    const answer = await showScore(ctx);
    expect(scoreShape.parse(answer)).toEqual(answer);
  });

  it('gives every token the score that `tokens` lists', async () => {
    const { tokens } = await showScore(ctx, { weeks: 0 });
    const listed = new Map((await listTokens(ctx)).map(({ id, score }) => [id, score]));
    expect(new Map(tokens.map(({ id, score }) => [id, score]))).toEqual(listed);
  });

  it('gives the fleet the mean of its holders, and leaves those without a score out of it', async () => {
    const { subject, principals } = await showScore(ctx, { weeks: 0 });
    const scores = principals.flatMap(({ score }) => score ?? []);
    expect(scores).toHaveLength(2);
    expect(subject).toMatchObject({
      kind: 'fleet',
      tokens: 4,
      holders: 3,
      score: Math.round(((scores[0] ?? 0) + (scores[1] ?? 0)) / 2),
      worst: Math.max(...scores),
      buckets: { none: 1 },
      granted: 7,
      used: 3,
      unused: 2,
      unknown: 2,
    });
  });

  it('sums by team, the worst first, and what nobody owns too', async () => {
    const { teams } = await showScore(ctx, { weeks: 0 });
    expect(teams.map(({ id, tokens, holders }) => [id, tokens, holders])).toEqual([
      ['red', 2, 1],
      ['blue', 1, 1],
      ['', 1, 1],
    ]);
    expect(teams[1]).toMatchObject({ score: 0, unused: 0 });
    expect(teams[2]).toMatchObject({ score: null, unknown: 2 });
  });

  it('leaves out all but the worst rows where so many are asked for, and nothing of the sums', async () => {
    const [whole, short] = await Promise.all([
      showScore(ctx, { weeks: 0 }),
      showScore(ctx, { weeks: 0, rowsMax: 1 }),
    ]);
    expect(short.tokens).toEqual(whole.tokens.slice(0, 1));
    expect(short.principals).toEqual(whole.principals.slice(0, 1));
    expect(short.subject).toEqual(whole.subject);
  });

  it('answers for a token, a principal, a team and a provider alike', async () => {
    const of = async (id: string) => (await showScore(ctx, { id, weeks: 0 })).subject;
    expect(await of('AKIABOB')).toMatchObject({ kind: 'token', score: 0, holders: 1 });
    expect(await of(alice)).toMatchObject({ kind: 'principal', name: alice, tokens: 2, unused: 1 });
    expect(await of('red')).toMatchObject({ kind: 'team', tokens: 2 });
    expect(await of('aws')).toMatchObject({ kind: 'provider', tokens: 4 });
    const error: unknown = await of('nobody').catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ScopelightError);
    expect(error).toMatchObject({ code: 'subject.not-found' });
  });

  it('tells what the score of a principal is made of', async () => {
    const { weights } = await showScore(ctx, { id: alice, weeks: 0 });
    expect(weights).toEqual([
      { level: 'permissions', reach: 'everything', weight: 50, used: 0, unused: 1, unknown: 0 },
      { level: 'write', reach: 'everything', weight: 10, used: 1, unused: 0, unknown: 0 },
      { level: 'list', reach: 'everything', weight: 1, used: 1, unused: 0, unknown: 0 },
    ]);
    expect((await showScore(ctx, { weeks: 0 })).weights).toEqual([]);
  });

  it('judges each week of the trend over the four weeks before its end, as far as the logs reach', async () => {
    const { trend } = await showScore(ctx, { id: bob, weeks: 20 });
    expect(trend).toHaveLength(9);
    expect(trend.at(-1)?.window).toEqual({
      from: new Date(worldSpan.to - 28 * 86_400_000).toISOString(),
      to: new Date(worldSpan.to).toISOString(),
    });
    const scores = trend.map(({ score, window }) => [Date.parse(window.to) > dayAt(80), score]);
    expect(scores.at(-1)).toEqual([true, 0]);
    expect(scores.filter(([isAfter]) => !isAfter).every(([, score]) => score !== 0)).toBe(true);
    expect((await showScore(ctx, { weeks: 0 })).trend).toEqual([]);
  });
});
