import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayAt, loadSmallWorlds, type SmallWorld, worldSpan } from '../analysis/small-world.test-support.ts';
import { reportShape, tokenPageShape } from '../model/report.ts';
import type { Store } from '../store/store.ts';
import { openTemporaryStore } from '../store/temporary-store.ts';
import type { Context } from './context.ts';
import { buildReport } from './report.ts';
import { showCoverage } from './show-coverage.ts';
import { listTokens } from './tokens/list-tokens.ts';
import { showToken } from './tokens/show-token.ts';

const account = '111122223333';
const alice = `arn:aws:iam::${account}:user/alice`;
const bob = `arn:aws:iam::${account}:user/bob`;
const [first, second, idle] = ['AKIAFIRST', 'AKIASECOND', 'AKIAIDLE'] as const;

const world: SmallWorld = {
  principals: [
    {
      id: alice,
      granted: ['ec2:DescribeInstances', 'ec2:TerminateInstances', 'iam:CreateUser', 'iam:PassRole'],
    },
    { id: bob, granted: ['ec2:DescribeInstances', 's3:ListAllMyBuckets'] },
  ],
  tokens: [
    { id: first, principalId: alice, owner: { name: 'platform', basis: 'tag:owner' } },
    { id: second, principalId: alice },
    { id: idle, principalId: bob },
  ],
  calls: [
    { token: first, principal: alice, permission: 'ec2:DescribeInstances', day: 10 },
    { token: second, principal: alice, permission: 'ec2:TerminateInstances', day: 20 },
    { token: second, principal: alice, permission: 'rds:DeleteDBInstance', outcome: 'denied', day: 21 },
    { token: first, principal: alice, permission: 's3:ListAllMyBuckets', day: 30 },
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

describe('buildReport', () => {
  it('has the published shape', async () => {
    expect(reportShape.safeParse(await buildReport(ctx)).error).toBeUndefined();
  });

  it('sums over principals, so that two keys of one user do not double what it holds', async () => {
    const { totals } = await buildReport(ctx);
    expect(totals).toEqual({
      tokens: 3,
      principals: 2,
      granted: 6,
      used: 2,
      unused: 3,
      unknown: 1,
      denied: 1,
    });
  });

  it('lists no more tokens than it is asked for, and sums over all the same', async () => {
    const { tokens, totals } = await buildReport(ctx, { tokensMax: 1 });
    expect(tokens).toHaveLength(1);
    expect(totals.tokens).toBe(3);
  });

  it('looks at the window it is given', async () => {
    const { window, tokens } = await buildReport(ctx, { window: { from: dayAt(5), to: dayAt(15) } });
    expect(window).toEqual({ from: '2026-06-06T00:00:00.000Z', to: '2026-06-17T00:00:00.000Z' });
    expect(tokens.reduce((sum, token) => sum + token.calls, 0)).toBe(1);
  });

  it('refuses a window that ends before it begins', async () => {
    const window = { from: dayAt(5), to: dayAt(5) };
    await expect(buildReport(ctx, { window })).rejects.toMatchObject({ code: 'usage.invalid' });
  });

  it('finds keys without a call, and others that are old', async () => {
    const { findings } = await buildReport(ctx);
    expect(findings.map(({ rule, subject }) => `${rule} ${subject}`)).toEqual([
      `unused-token ${idle}`,
      `never-rotated ${first}`,
      `never-rotated ${second}`,
    ]);
  });
});

describe('listTokens', () => {
  it('lists the worst gap first', async () => {
    const scores = (await listTokens(ctx)).map((token) => token.score ?? -1);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });

  it('searches ids, principals, owners and kinds in any letter case', async () => {
    for (const search of ['akiafirst', 'PLATFORM']) {
      expect((await listTokens(ctx, { search })).map((token) => token.id)).toEqual([first]);
    }
    expect(await listTokens(ctx, { search: 'user/alice' })).toHaveLength(2);
    expect(await listTokens(ctx, { search: 'access-key', limit: 2 })).toHaveLength(2);
  });
});

describe('showToken', () => {
  it('has the published shape, and tells of the other tokens of the principal', async () => {
    const page = await showToken(ctx, { id: first });
    expect(tokenPageShape.safeParse(page).error).toBeUndefined();
    expect(page.principal).toMatchObject({ id: alice, tokens: [second], isComplete: true });
    expect(page.permissions.map(({ permission, state }) => `${permission} ${state}`)).toEqual([
      'ec2:DescribeInstances used',
      's3:ListAllMyBuckets used-not-granted',
    ]);
    expect(page.days.map(({ day }) => day)).toEqual(['2026-06-11', '2026-07-01']);
    expect(page.roles).toMatchObject([{ effect: 'allow', permissions: 4 }]);
  });

  it('sums its matrix up to what is granted', async () => {
    const { matrix, token } = await showToken(ctx, { id: first });
    const sum = (field: 'granted' | 'used' | 'unused' | 'unknown') =>
      matrix.reduce((total, cell) => total + cell[field], 0);
    expect([sum('granted'), sum('used'), sum('unused'), sum('unknown')]).toEqual([
      token.granted,
      token.used,
      token.unused,
      token.unknown,
    ]);
  });

  it('finds a token by its principal where that has only one, and names them where it has more', async () => {
    expect((await showToken(ctx, { id: bob })).token.id).toBe(idle);
    await expect(showToken(ctx, { id: alice })).rejects.toMatchObject({
      code: 'subject.not-found',
      hint: expect.stringContaining(first),
    });
    await expect(showToken(ctx, { id: 'nobody' })).rejects.toMatchObject({ code: 'subject.not-found' });
  });
});

describe('showCoverage', () => {
  it('tells of every kind of recording, hour by hour', async () => {
    const { sources } = await showCoverage(ctx);
    expect(sources.map(({ category, hoursWithRecords }) => `${category} ${hoursWithRecords}`)).toEqual([
      'management-read 2160',
      'management-write 2160',
    ]);
  });
});
