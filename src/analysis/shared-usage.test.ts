import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startCluster } from '../../test/support/clickhouse.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { usage } from '../store/tables/usage.ts';
import { openTemporaryStore } from '../store/temporary-store.ts';
import { fleetFindings } from './findings/fleet-findings.ts';
import { loggedActs } from './findings/logged-acts.ts';
import { fleetGap } from './gap.ts';
import { type Scope, scopeOf } from './scope.ts';
import { packedUsageOf, usageOf } from './shared-usage.ts';
import { loadSmallWorlds, type SmallCall, type SmallWorld, worldSpan } from './small-world.test-support.ts';
import { usageFacets } from './usage-facets.ts';

const ann = 'arn:aws:iam::111122223333:user/ann';
const bob = 'arn:aws:iam::111122223333:user/bob';
const dayMs = 86_400_000;

/** Of every kind that a finding of the log is drawn from, for two principals alike. */
function callsOf(token: string, principal: string): SmallCall[] {
  const on = (day: number, more: Partial<SmallCall>): SmallCall => ({
    token,
    principal,
    permission: 'ec2:DescribeInstances',
    day,
    ...more,
  });
  return [
    ...Array.from({ length: 88 }, (_, day) => on(day, { place: 'AT/example', agent: 'boto3' })),
    ...Array.from({ length: 60 }, (_, at) => on(70, { outcome: 'denied', permission: denied[at % 2] ?? '' })),
    on(80, { permission: 'secretsmanager:GetSecretValue', place: 'KP/other', agent: 'curl' }),
    on(81, { permission: 'iam:CreateUser', place: 'KP/other', agent: 'curl' }),
    on(82, { permission: 'cloudtrail:StopLogging', place: 'KP/other', agent: 'curl' }),
    on(83, { permission: 's3:ListBucket', place: "it's\n\t\\", agent: 'curl' }),
    on(83, { permission: 's3:ListBucket', agent: 'boto3' }),
    ...Array.from({ length: 600 }, () => on(75, { agent: 'boto3', place: 'AT/example' })),
    on(84, { token: '', permission: 's3:ListBucket' }),
  ];
}
const denied = ['iam:ListUsers', 'iam:ListRoles'];

const world: SmallWorld = {
  principals: [ann, bob].map((id) => ({ id, granted: ['ec2:DescribeInstances', 's3:ListBucket'] })),
  tokens: [
    { id: 'AKIAANN', principalId: ann, createdAt: worldSpan.from - 200 * dayMs },
    { id: 'AKIABOB', principalId: bob, createdAt: worldSpan.from - 200 * dayMs },
  ],
  calls: [...callsOf('AKIAANN', ann), ...callsOf('AKIABOB', bob)],
};

const cluster = await startCluster();
const shapes: (readonly [string, () => Promise<Store>])[] = [['embedded', openTemporaryStore]];
if ('location' in cluster) shapes.push(['a cluster', () => openStore(cluster.location('sharedusage'))]);
afterAll(async () => ('stop' in cluster ? cluster.stop() : undefined));

describe.each(shapes)('usage that is read once, %s', (_, open) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    await loadSmallWorlds(store, [world]);
    // A log is bytes, and not all of them are text.
    await store.run({
      name: 'odd usage',
      sql: `INSERT INTO usage_v1 (provider, account, token_id, token_kind, principal_id, principal_kind, permission, permission_id,
          basis, outcome, day, resource_group, place, agent, uses, calls, first_seen, last_seen, sample)
        SELECT 'aws', '111122223333', 'AKIAANN', 'access-key', {ann: String}, 'user', unhex('FF00FE'), 0, 'named', 'allowed',
          toDate('2026-07-01'), unhex('80'), unhex('C328'), unhex('27'), 18446744073709551615, 1, toDateTime(0, 'UTC'),
          toDateTime(4294967295, 'UTC'), unhex('0A0D')`,
      params: { ann },
    });
  });
  afterAll(() => store.close());

  const partOf = async (principal: string): Promise<Scope> => {
    const scope = await scopeOf(store, [principal]);
    return { ...scope, packedUsage: await packedUsageOf(store, scope, worldSpan.to) };
  };

  it('is byte for byte what the table holds of the part', async () => {
    const columns = usage.columns.map(({ name }) => name).join(', ');
    const marked = (scope: Scope | undefined) => {
      const { sql, params } = usageOf(scope);
      return store.query({
        name: 'mark of usage',
        sql: `SELECT toString(count()) AS held, toString(sum(cityHash64(${columns}))) AS mark
          FROM ${sql} AS u WHERE principal_id = {ann: String}`,
        params: { ...params, ann },
        row: z.object({ held: z.string(), mark: z.string() }),
      });
    };
    const shared = await marked(await partOf(ann));
    expect(shared).toEqual(await marked(undefined));
    expect(Number(shared[0]?.held)).toBeGreaterThan(100);
  });

  it('leads to the same findings and the same facets', async () => {
    const part = { principalIds: [ann] };
    const asked = await fleetGap(store, worldSpan, part);
    const shared = await fleetGap(store, worldSpan, { ...part, sharesUsage: true });
    expect(shared.scope?.packedUsage).toBeDefined();
    const found = await fleetFindings(store, shared);
    expect(found).toEqual(await fleetFindings(store, asked));
    const acts = await loggedActs(store, shared, new Map());
    expect(acts).toEqual(await loggedActs(store, asked, new Map()));
    const { hidings, bursts, surges, origins, powers, services } = acts;
    const counts = [hidings.length, bursts.size, surges.size, origins.size, powers.length, services.size];
    expect(counts.every((count) => count > 0)).toBe(true);
    const facet = { tokenId: 'AKIAANN', span: worldSpan };
    expect(await usageFacets(store, facet, shared.scope)).toEqual(await usageFacets(store, facet));
  });

  it('is nothing where nothing is held, and is asked of the table where it is too much', async () => {
    const nobody = 'arn:aws:iam::111122223333:user/nobody';
    const none = await fleetGap(store, worldSpan, { principalIds: [nobody], sharesUsage: true });
    expect(none.scope?.packedUsage).toBe('');
    expect((await usageFacets(store, { tokenId: 'AKIANOBODY', span: worldSpan }, none.scope)).day).toEqual(
      [],
    );
    expect(await fleetFindings(store, none)).toEqual([]);
    await store.run({
      name: 'much usage',
      sql: `INSERT INTO usage_v1 (provider, token_id, principal_id, day, sample)
        SELECT 'aws', 'AKIABOB', {bob: String}, toDate('2026-07-01'), toString(number) FROM numbers(10001)`,
      params: { bob },
    });
    const much = await partOf(bob);
    expect(much.packedUsage).toBeUndefined();
    expect(usageOf(much).sql).toBe('usage_v1');
  });
});
