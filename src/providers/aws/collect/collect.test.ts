import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CollectPlan, CollectReply, CollectStream, ListSource } from '../../collector.ts';
import { readInventory } from '../inventory/index.ts';
import { recognise } from '../recognise.ts';
import { account, type FakeAccount, openFakeAccount } from './account.test-support.ts';
import { refusalOf, replyOfFailure } from './failure.ts';
import { awsCollector } from './index.ts';

const hourMs = 3_600_000;
const start = Date.parse('2026-03-02T00:00:00Z');
const times = [1, 2, 3, 7, 8].map((hour) => start + hour * hourMs);
let fake: FakeAccount;
let plan: CollectPlan;

beforeAll(async () => {
  fake = await openFakeAccount(times);
  useFake();
  plan = await awsCollector.plan(new Map([['AWS_REGIONS', 'eu-central-1, us-east-1']]));
});
// The SDK reads them when it first asks, and each test begins without.
beforeEach(useFake);
afterAll(async () => {
  vi.unstubAllEnvs();
  await fake.close();
});

function useFake(): void {
  vi.stubEnv('AWS_ENDPOINT_URL', fake.endpoint);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIA111122223333TEST');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'never-shown');
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
}

function ask(address: string): Promise<CollectReply> {
  return plan.ask?.(address) ?? Promise.reject(new Error('it is asked by HTTP'));
}

async function textOf(reply: CollectReply | CollectStream): Promise<string> {
  if ('text' in reply) return reply.text;
  const chunks: Uint8Array[] = [];
  for await (const chunk of reply.body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** Every page from an address on, asked again where it asks to wait. */
async function pagesFrom(address: string): Promise<readonly string[]> {
  const pages: string[] = [];
  for (let at: string | undefined = address; at !== undefined; ) {
    const { status, text, next, waitMs } = await ask(at);
    if (waitMs !== undefined) continue;
    expect(status).toBe(200);
    pages.push(text);
    at = next;
  }
  return pages;
}

describe('what is asked of AWS', () => {
  it('is of one account, so that another goes on nowhere', () => {
    expect(plan.origin).toBe(`aws:${account}`);
    expect(plan.headers).toEqual({});
  });

  it('is the event history of each region, stretch by stretch, in the order of time', async () => {
    const { log } = plan;
    if (log === undefined || 'filesIn' in log) throw new Error('the event history is a log of records');
    const pages = await pagesFrom(log.request(start, start + 12 * hourMs));
    const ids = pages.map((text) =>
      JSON.parse(text).Records.map((record: unknown) => log.markOf(record)?.id),
    );
    const of = (region: string, hours: readonly number[]) =>
      hours.map((hour) => `${region}-${start + hour * hourMs}`);
    expect(ids).toEqual([
      of('eu-central-1', [1, 2, 3]),
      of('us-east-1', [1, 2, 3]),
      of('eu-central-1', [7, 8]),
      of('us-east-1', [7, 8]),
    ]);
    const [text = ''] = pages;
    expect(recognise({ path: 'x', text, bytes: text.length, isCompressed: true })).toMatchObject({
      kind: 'calls',
    });
  });

  it('is every list that leads to what tokens may do, as the inventory reader takes it', async () => {
    const files: { path: string; text: string }[] = [];
    const queue: ListSource[] = [...plan.lists];
    for (const list of queue)
      for (const [index, text] of (await pagesFrom(list.request)).entries()) {
        files.push({ path: `${list.folder}/${index}.json`, text });
        queue.push(...(list.leadsTo?.(JSON.parse(text)) ?? []));
      }
    const read = readInventory(files, start);
    expect(read.problems).toEqual([]);
    expect(read.tokens).toContainEqual(
      expect.objectContaining({
        id: 'AKIA111122223333MIRA',
        principalId: `arn:aws:iam::${account}:user/mira`,
        status: 'active',
        lastUsedAt: Date.parse('2026-01-01T00:00:00Z'),
      }),
    );
    expect(read.lastAccessed).toEqual([
      expect.objectContaining({ service: 'ec2', triedAt: Date.parse('2026-01-05T00:00:00Z') }),
      expect.not.objectContaining({ triedAt: expect.anything() }),
    ]);
    expect(read.effective.map(({ allowed }) => allowed.size)).toEqual([1]);
    expect(read.recordings).toContainEqual(
      expect.objectContaining({ category: 'management-read', state: 'on' }),
    );
  });

  it('is, where a trail writes into a bucket, its files of all accounts and regions from a day on', async () => {
    const name = (region: string, stamp: string, of = account): string =>
      `logs/AWSLogs/o-abc123/${of}/CloudTrail/${region}/${stamp.slice(0, 4)}/${stamp.slice(4, 6)}/${stamp.slice(6, 8)}/${of}_CloudTrail_${region}_${stamp}Z_aBc.json.gz`;
    const wanted = [
      name('eu-central-1', '20260302T0805'),
      name('eu-central-1', '20260303T0010'),
      name('eu-central-1', '20260303T0015'),
      name('us-east-1', '20260303T2355'),
      name('eu-central-1', '20260302T0900', '444455556666'),
    ];
    const others = [
      name('eu-central-1', '20260301T0805'),
      name('us-east-1', '20260304T0010'),
      `logs/AWSLogs/o-abc123/${account}/CloudTrail-Digest/eu-central-1/2026/03/02/d.json.gz`,
      'logs/AWSLogs/o-abc123/notes.txt',
    ];
    for (const key of [...wanted, ...others]) fake.objects.set(key, Buffer.from(key));
    const { log, open, ask } = await awsCollector.plan(
      new Map([
        ['AWS_REGIONS', 'us-east-1'],
        ['AWS_TRAIL_BUCKET', 's3://trails/logs/'],
      ]),
    );
    if (log === undefined || !('filesIn' in log) || !open || !ask)
      throw new Error('a trail is a log of files');
    const files: string[] = [];
    for (let at: string | undefined = log.request(start, start + 48 * hourMs); at !== undefined; ) {
      const reply: CollectReply = await ask(at);
      files.push(...log.filesIn(JSON.parse(reply.text)).map(({ request }) => request));
      at = reply.next;
    }
    const contents = await Promise.all(files.map(async (file) => textOf(await open(file))));
    expect(contents.sort()).toEqual([...wanted].sort());
    expect(fake.asked.filter((each) => each.startsWith('get '))).toHaveLength(wanted.length);
    expect(await open('s3/get-object?bucket=trails&key=gone')).toMatchObject({ status: 404 });
  });

  it.each(['trails', 's3://', 's3://UPPER/x', 'https://trails.s3.amazonaws.com'])(
    'takes no bucket `%s`',
    async (bucket) => {
      await expect(
        Promise.resolve().then(() =>
          awsCollector.plan(
            new Map([
              ['AWS_REGIONS', 'us-east-1'],
              ['AWS_TRAIL_BUCKET', bucket],
            ]),
          ),
        ),
      ).rejects.toMatchObject({ code: 'usage.invalid' });
    },
  );

  it('is told apart where AWS refuses it, for want of a permission or of a credential', async () => {
    fake.failures.push(...Array.from({ length: 10 }, () => ({ name: 'AccessDeniedException', status: 400 })));
    expect(await ask('cloudtrail/describe-trails?region=eu-central-1')).toMatchObject({ status: 400 });
    fake.failures.length = 0;
    fake.failures.push({ name: 'ExpiredTokenException', status: 400 });
    expect(await ask('cloudtrail/describe-trails?region=eu-central-1')).toMatchObject({ status: 401 });
    fake.failures.length = 0;
  });

  it('is nothing where the credentials are not taken', async () => {
    fake.failures.push({ name: 'InvalidClientTokenId', status: 403 });
    await expect(awsCollector.plan(new Map([['AWS_REGIONS', 'us-east-1']]))).rejects.toMatchObject({
      code: 'system.refused',
    });
  });

  it.each(['', 'moon', 'eu-central-1;x', '../eu-central-1'])('takes no region `%s`', async (regions) => {
    await expect(
      Promise.resolve().then(() => awsCollector.plan(new Map([['AWS_REGIONS', regions]]))),
    ).rejects.toThrow('no list of regions');
  });
});

describe('a failure of the SDK', () => {
  it.each([
    [
      { name: 'ThrottlingException', $metadata: { httpStatusCode: 400 } },
      { status: 429, waitMs: 5000 },
    ],
    [{ name: 'AccessDenied', $metadata: { httpStatusCode: 403 } }, { status: 403 }],
    [{ name: 'CredentialsProviderError' }, { status: 401 }],
    [{ name: 'InternalFailure', $metadata: { httpStatusCode: 500 } }, { status: 500 }],
  ])('is an answer: $name', (error, reply) => {
    expect(replyOfFailure(error)).toMatchObject(reply);
  });

  it('is none where nothing was reached', () => {
    expect(replyOfFailure(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }))).toBeUndefined();
    expect(refusalOf(new Error('x'), 'sts/get-caller-identity').code).toBe('system.unreachable');
  });
});
