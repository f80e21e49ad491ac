import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSmallWorlds, type SmallCall, worldSpan } from '../../analysis/small-world.test-support.ts';
import { syncCatalogue } from '../../ingest/sync-catalogue.ts';
import type { PolicyAnswer } from '../../model/policy.ts';
import { findProvider } from '../../providers/register.ts';
import type { Store } from '../../store/store.ts';
import { openTemporaryStore } from '../../store/temporary-store.ts';
import type { Context } from '../context.ts';
import { listDenials } from '../denials/list-denials.ts';
import { proposePolicy } from './propose-policy.ts';

const bot = 'arn:aws:iam::111122223333:user/bot';
const key = 'AKIABOT';
/** Every list of five services, which are many: what a sweep asks for. */
const swept = ['ec2', 'rds', 'iam', 'lambda', 'ecs'].flatMap((service) =>
  findProvider('aws')
    .catalogue.permissions()
    .filter((one) => one.service === service && one.level === 'list' && one.recorded === 'always')
    .slice(0, 8)
    .map(({ name }) => name),
);
const narrow = ['sqs:ListQueues', 'sns:ListTopics'];

const call = (day: number, permission: string, more: Partial<SmallCall> = {}): SmallCall => ({
  token: key,
  principal: bot,
  permission,
  day,
  ...more,
});
const days = (from: number, to: number, step = 1): number[] =>
  Array.from({ length: Math.ceil((to - from) / step) }, (_, index) => from + index * step);
const work = days(0, 90).flatMap((day) => narrow.map((permission) => call(day, permission)));
const sweepOn = (day: number): SmallCall[] => swept.map((permission) => call(day, permission));

describe('what only a suspicious episode used', () => {
  let store: Store;
  let ctx: Context;
  beforeAll(async () => {
    store = await openTemporaryStore();
    ctx = { store, now: () => worldSpan.to, onProgress: () => {} };
    await syncCatalogue(store, findProvider('aws'));
  });
  afterAll(() => store.close());

  async function policyAfter(
    calls: readonly SmallCall[],
    accept: readonly string[] = [],
  ): Promise<PolicyAnswer> {
    await loadSmallWorlds(store, [
      {
        principals: [{ id: bot, granted: [...narrow, ...swept] }],
        tokens: [{ id: key, principalId: bot }],
        calls,
      },
    ]);
    return (await proposePolicy(ctx, { id: key, accept, mode: 'needed' })).answer;
  }

  const given = ({ statements }: PolicyAnswer): string[] =>
    statements.flatMap(({ permissions }) => permissions).sort();

  it('is not in the policy of a narrow bot after one sweep, and is told', async () => {
    const answer = await policyAfter([...work, ...sweepOn(60)]);
    expect(given(answer)).toEqual(narrow.toSorted());
    expect(answer.excluded.map(({ permission }) => permission).sort()).toEqual(swept.toSorted());
    expect(answer.episodes).toMatchObject([{ token: key, isAccepted: false, calls: swept.length }]);
    expect(answer.excluded[0]?.why).toContain(answer.episodes[0]?.id ?? 'no episode');
    expect(answer.replay.deniedCalls).toBe(0);
  });

  it('is not in it when it was refused either, though refusals are to be granted', async () => {
    const refused = sweepOn(60).map((one): SmallCall => ({ ...one, outcome: 'denied' }));
    expect(given(await policyAfter([...work, ...refused]))).toEqual(narrow.toSorted());
  });

  it('is in it once a person accepts the episode', async () => {
    const { episodes } = await policyAfter([...work, ...sweepOn(60)]);
    const answer = await policyAfter([...work, ...sweepOn(60)], [episodes[0]?.id ?? '']);
    expect(given(answer)).toEqual([...narrow, ...swept].sort());
    expect(answer.excluded).toEqual([]);
    expect(answer.episodes).toMatchObject([{ id: episodes[0]?.id, isAccepted: true }]);
  });

  it('is in it as far as the bot used it at another time too', async () => {
    const [first = '', ...others] = swept;
    const answer = await policyAfter([...work, ...sweepOn(60), call(75, first)]);
    expect(given(answer)).toEqual([...narrow, first].sort());
    expect(answer.excluded).toHaveLength(others.length);
  });

  it('is nothing of a scanner that sweeps as its work', async () => {
    const answer = await policyAfter([...work, ...days(40, 90, 6).flatMap(sweepOn)]);
    expect(given(answer)).toEqual([...narrow, ...swept].sort());
    expect(answer.episodes).toEqual([]);
    const { scanners, episodes } = await listDenials(ctx, { id: key });
    expect(episodes).toEqual([]);
    expect(scanners).toMatchObject([{ token: key, sweeps: 9, readsMax: swept.length + narrow.length }]);
  });

  it('cannot be accepted under a wrong id', async () => {
    await expect(policyAfter([...work, ...sweepOn(60)], ['episode-0'])).rejects.toMatchObject({
      code: 'usage.invalid',
    });
  });
});
