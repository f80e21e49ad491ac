import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountKey } from '../model/account-key.ts';
import type { Store } from '../store/store.ts';
import { openTemporaryStore } from '../store/temporary-store.ts';
import { type AccountCoverage, coverageByAccount } from './coverage.ts';
import { loadSmallWorlds, type SmallWorld, worldSpan } from './small-world.test-support.ts';

const account = '111122223333';
const s3 = 'data:AWS::S3::Object';
const dayMs = 86_400_000;

let store: Store;
beforeAll(async () => {
  store = await openTemporaryStore();
});
afterAll(() => store.close());

interface Setting {
  readonly category: string;
  readonly access?: string;
  readonly resources?: readonly string[];
  readonly regions?: readonly string[];
  readonly except_sources?: readonly string[];
  readonly state?: string;
  readonly recorder?: string;
  readonly observed_at?: number;
}

async function covered(
  world: Partial<SmallWorld>,
  settings: readonly Setting[] = [],
): Promise<AccountCoverage> {
  await loadSmallWorlds(store, [{ account, principals: [], ...world }]);
  await store.insert(
    'recordings_v1',
    settings.map((setting, index) => ({
      provider: 'aws',
      account,
      recorder: `trail-${index}`,
      access: 'all',
      resources: [],
      except_sources: [],
      regions: [],
      limits: [],
      state: 'on',
      observed_at: worldSpan.to,
      ...setting,
    })),
  );
  const coverage = (await coverageByAccount(store, worldSpan)).get(accountKey({ provider: 'aws', account }));
  if (!coverage) throw new Error('no log of the account');
  return coverage;
}

const kinds = ['management-read', 'management-write', s3];
const all: readonly Setting[] = kinds.map((category) => ({ category }));

describe('coverageByAccount', () => {
  it('takes management calls for recorded, and data events only where the settings say so of all resources', async () => {
    expect([...(await covered({ kinds })).full].sort()).toEqual(['management-read', 'management-write']);
    expect([...(await covered({ kinds }, all)).full].sort()).toEqual([s3, ...kinds.slice(0, 2)].sort());
  });

  it.each<[string, readonly Setting[], boolean]>([
    ['of some resources', [{ category: s3, resources: ['arn:aws:s3:::one/*'] }], false],
    ['of one region', [{ category: s3, regions: ['eu-central-1'] }], false],
    ['of writes alone', [{ category: s3, access: 'write' }], false],
    ['by a recorder that is off', [{ category: s3, state: 'off' }], false],
    ['by the only recorder that can have written them', [{ category: s3, state: 'unknown' }], true],
    [
      'by one of two recorders, of which nothing tells whether they are on',
      [
        { category: s3, state: 'unknown' },
        { category: s3, resources: ['arn:aws:s3:::one/*'], state: 'unknown' },
      ],
      false,
    ],
    [
      'by one that is on beside one of some resources',
      [{ category: s3 }, { category: s3, resources: ['arn:aws:s3:::one/*'] }],
      true,
    ],
  ])('judges data events recorded %s', async (_name, settings, isFull) => {
    expect((await covered({ kinds }, settings)).full.has(s3)).toBe(isFull);
  });

  it('takes no kind for recorded of which there is no record', async () => {
    expect((await covered({ kinds: ['management-write'] }, all)).full).toEqual(new Set(['management-write']));
  });

  it('takes a kind that its records show for recorded, until settings speak of such kinds', async () => {
    const [pods, secrets] = ['shown:list pods', 'shown:get secrets'];
    const full = async (settings: readonly Setting[]) => (await covered({ kinds: [pods] }, settings)).full;
    expect(await full([])).toEqual(new Set([pods]));
    expect(await full([{ category: secrets }])).toEqual(new Set([secrets]));
    expect(await full([{ category: pods, state: 'off' }, { category: secrets }])).toEqual(new Set());
  });

  it('believes an export of the settings of its own time, and of the time between two only what both say', async () => {
    const at = (day: number): Setting => ({
      category: s3,
      recorder: 'trail',
      observed_at: worldSpan.from + day * dayMs,
    });
    const some = { resources: ['arn:aws:s3:::one/*'] };
    const full = async (...settings: readonly Setting[]) => (await covered({ kinds }, settings)).full.has(s3);
    expect(await full(at(-40), at(95))).toBe(true);
    expect(await full({ ...at(-40), ...some }, at(-1))).toBe(true);
    expect(await full({ ...at(-40), ...some }, at(1))).toBe(false);
    expect(await full(at(40), { ...at(95), state: 'off' })).toBe(false);
    expect(await full(at(40), at(91), { ...at(95), ...some })).toBe(true);
    // What the later export names no more may be gone.
    expect(await full(at(40), { ...at(60), category: 'management-write' })).toBe(false);
    expect(await full(at(40), { ...at(60), category: 'management-write', recorder: 'another' })).toBe(false);
    expect(await full({ ...at(60), ...some }, at(40))).toBe(false);
  });

  it('believes settings no more that say of a kind that it is not recorded, and records of it are held', async () => {
    const [pods, secrets] = ['shown:list pods', 'shown:get secrets'];
    const settings = [{ category: secrets }, { category: pods, state: 'off' }];
    expect((await covered({ kinds }, settings)).full.has(secrets)).toBe(true);
    expect((await covered({ kinds: [...kinds, pods] }, settings)).full.has(secrets)).toBe(false);
    // An earlier export explains the records.
    const before = { observed_at: worldSpan.from - dayMs };
    const both = [...settings, ...[pods, secrets].map((category) => ({ category, ...before }))];
    expect((await covered({ kinds: [...kinds, pods] }, both)).full.has(secrets)).toBe(true);
  });

  it('does not believe settings that all of a kind was recorded whose records begin as if it had been switched on', async () => {
    const pods = 'shown:list pods';
    await covered({ kinds }, [{ category: pods }, { category: 'shown:get secrets' }]);
    const hours = (count: number, gap: number) =>
      Array.from({ length: count }, (_, index) => ({
        provider: 'aws',
        account,
        region: 'eu-central-1',
        category: pods,
        hour: worldSpan.to / 1000 - (index * gap + 1) * 3600,
        records: '1',
      }));
    const coverage = async () =>
      (await coverageByAccount(store, worldSpan)).get(accountKey({ provider: 'aws', account }));
    await store.insert('coverage_v1', hours(2, 100));
    expect((await coverage())?.full.has(pods)).toBe(true);
    await store.insert('coverage_v1', hours(48, 1));
    expect((await coverage())?.full).toEqual(
      new Set(['management-read', 'management-write', 'shown:get secrets']),
    );
    expect((await coverage())?.partial).toEqual(new Set([pods]));
  });

  it('takes management calls for not recorded where the settings limit them', async () => {
    const oneRegion = [{ category: 'management-read', regions: ['eu-central-1'] }];
    expect((await covered({}, oneRegion)).full.size).toBe(0);
  });

  it('leaves out services only where every recorder does', async () => {
    const except = {
      category: 'management-write',
      except_sources: ['kms.amazonaws.com', 'rdsdata.amazonaws.com'],
    };
    const left = (await covered({}, [except])).exceptServices;
    expect(left.has('kms') && left.has('rds-data')).toBe(true);
    expect((await covered({}, [except, { category: 'management-write' }])).exceptServices.size).toBe(0);
  });

  it('tells accounts of two providers apart that have one name', async () => {
    await covered({ kinds }, all);
    await store.insert(
      'coverage_v1',
      [0, 89].map((day) => ({
        provider: 'github',
        account,
        region: '',
        category: 'shown:git',
        hour: worldSpan.from / 1000 + day * 86_400,
        records: '1',
      })),
    );
    const coverage = await coverageByAccount(store, worldSpan);
    expect(coverage.get(accountKey({ provider: 'aws', account }))?.full).toEqual(new Set(kinds));
    expect([...(coverage.get(accountKey({ provider: 'github', account }))?.seen ?? [])]).toEqual([
      'shown:git',
    ]);
  });

  it('finds the hours that are lost, and judges from where they end', async () => {
    const { holes, judgedFrom, judgedTo } = await covered({ silent: [{ from: 240, to: 280 }] });
    expect(holes).toMatchObject([{ account, region: 'eu-central-1' }]);
    expect(judgedFrom).toBe(worldSpan.from + 280 * 3_600_000);
    expect(judgedTo).toBe(worldSpan.to);
  });

  it('judges an account only where its own log reaches', async () => {
    const late = await covered({ silent: [{ from: 0, to: 20 * 24 }] });
    expect(late.judgedFrom).toBe(worldSpan.from + 20 * dayMs);
    const early = await covered({ silent: [{ from: 80 * 24, to: 90 * 24 }] });
    expect(early.judgedTo).toBe(worldSpan.from + 80 * dayMs);
    expect((await covered({ silent: [{ from: 0, to: 50 * 24 }] })).judgedFrom).toBeUndefined();
  });

  it('does not believe in a kind that began to be recorded within the span', async () => {
    await covered({ kinds: ['management-write'] }, all);
    const late = kinds
      .filter((category) => category !== 'management-write')
      .flatMap((category) =>
        Array.from({ length: 40 * 24 }, (_, index) => ({
          provider: 'aws',
          account,
          region: 'eu-central-1',
          category,
          hour: worldSpan.to / 1000 - (index + 1) * 3600,
          records: '1',
        })),
      );
    await store.insert('coverage_v1', late);
    const coverage = (await coverageByAccount(store, worldSpan)).get(
      accountKey({ provider: 'aws', account }),
    );
    expect(coverage?.full).toEqual(new Set(['management-write']));
    expect(coverage?.partial).toEqual(new Set(['management-read', s3]));
  });
});
