import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSmallWorlds, worldSpan } from '../../analysis/small-world.test-support.ts';
import { rebuildProfiles } from '../../ingest/rebuild-profiles.ts';
import { storeInventory } from '../../ingest/store-inventory.ts';
import type { Graph } from '../../model/graph.ts';
import type { InventoryRead } from '../../model/inventory.ts';
import type { Store } from '../../store/store.ts';
import { openTemporaryStore } from '../../store/temporary-store.ts';
import { findNodes } from './find-nodes.ts';
import { type ShowGraphInput, showGraph } from './show-graph.ts';

const home = '111122223333';
const deploy = `arn:aws:iam::${home}:role/deploy`;
const robot = `arn:aws:iam::${home}:user/robot`;
const session = `arn:aws:sts::${home}:assumed-role/deploy/ci`;
const pod = 'system:serviceaccount:shop:cart';
const address = 'ann@acme.example';
const observed = { observedAt: worldSpan.to, tags: {}, trusts: [] };
const empty = {
  ...{ files: [], tokens: [], roles: [], grants: [], effective: [], lastAccessed: [] },
  ...{ recordings: [], problems: [], ignored: [] },
} satisfies Partial<InventoryRead>;

let store: Store;
beforeAll(async () => {
  store = await openTemporaryStore();
  await loadSmallWorlds(store, [{ account: home, principals: [] }]);
  await storeInventory(store, 'aws', {
    ...empty,
    principals: [
      { ...observed, id: deploy, kind: 'role', name: 'deploy', account: home },
      { ...observed, id: robot, kind: 'user', name: 'robot', account: home },
    ],
    tokens: [
      {
        ...{ id: 'AKIAROBOT', kind: 'access-key', principalId: robot, account: home },
        ...{ observedAt: worldSpan.to, status: 'active' as const },
      },
    ],
  });
  const call = (index: number, principal: string, credential: string) => ({
    provider: 'kubernetes',
    account: 'cluster',
    event_id: `call-${index}`,
    call_id: `call-${index}`,
    time: worldSpan.from + index * 3_600_000,
    token_id: principal,
    token_kind: 'session',
    principal_id: principal,
    principal_kind: 'user',
    credential_id: credential,
    outcome: 'allowed',
  });
  await store.insert('calls_v1', [
    call(1, session, 'ASIAONE'),
    call(2, session, 'ASIATWO'),
    call(3, session, 'ASIALOST'),
    call(4, 'robot', 'AKIAROBOT'),
    // Such an id is of the cluster’s own.
    call(5, pod, '6f0c0000-0000-4000-8000-000000000001'),
  ]);
  const mint = (id: string, target: string, actor: string) => ({
    provider: 'aws',
    account: home,
    event_id: id,
    call_id: id,
    time: worldSpan.from + 1000,
    change: 'mint',
    subject_kind: 'token',
    subject_id: target,
    object_id: id,
    actor_principal_id: actor,
    actor_principal_kind: 'federated',
    outcome: 'allowed',
  });
  const federated = `arn:aws:iam::${home}:saml-provider/corp:${address}`;
  await store.insert('changes_v1', [mint('ASIAONE', deploy, federated), mint('ASIATWO', deploy, federated)]);
  await storeInventory(store, 'salesforce', {
    ...empty,
    principals: [{ ...observed, id: '005000000000001', kind: 'user', name: address, account: '00D' }],
  });
  await storeInventory(store, 'okta', {
    ...empty,
    principals: [
      { ...observed, id: 'user/00u1', kind: 'user', name: 'Ann@Acme.example', account: 'okta' },
      { ...observed, id: 'user/00u2', kind: 'user', name: 'joann@acme.example', account: 'okta' },
    ],
  });
  const used = (provider: string, account: string, principal: string, kind: string, token = '') => ({
    ...{ provider, account, token_id: token, token_kind: '', principal_id: principal, principal_kind: kind },
    ...{ permission: '', permission_id: 0, basis: 'none', outcome: 'allowed', uses: '2', calls: '2' },
    ...{ day: Math.floor(worldSpan.from / 86_400_000) + 1, sample: 'x' },
    ...{ first_seen: worldSpan.from / 1000 + 86_400, last_seen: worldSpan.from / 1000 + 90_000 },
  });
  await store.insert('usage_v1', [
    used('aws', home, federated, 'federated'),
    used('aws', home, robot, 'user', 'AKIAROBOT'),
    ...[session, 'robot', pod].map((id) => used('kubernetes', 'cluster', id, 'user', id)),
  ]);
  const week = new Date(worldSpan.from).toISOString().slice(0, 10);
  for (const provider of ['aws', 'kubernetes']) await rebuildProfiles(store, { provider, weeks: [week] });
});
afterAll(() => store.close());

const ask = (input: Partial<ShowGraphInput>): Promise<Graph> =>
  showGraph(
    { store, now: () => worldSpan.to, onProgress: () => {} },
    {
      ...{ steps: 8, limit: 100, isUsedOnly: false, window: { from: worldSpan.from, to: worldSpan.to } },
      ...input,
    },
  );

/** Every step, as `from kind to`, with its uses. */
function stepsOf({ nodes, edges }: Graph): readonly string[] {
  return edges
    .map(({ from, to, kind, state, uses }) => `${nodes[from]?.id} ${kind} ${nodes[to]?.id}: ${state} ${uses}`)
    .sort();
}

describe('credentials of one system that calls of another name', () => {
  it('lead from whose they are to as whom they were used, by sessions and by keys', async () => {
    expect(stepsOf(await ask({ to: session }))).toContain(`${deploy} assumes ${session}: used 2`);
    expect(stepsOf(await ask({ from: deploy }))).toEqual([`${deploy} assumes ${session}: used 2`]);
    expect(stepsOf(await ask({ from: 'AKIAROBOT' }))).toContain('AKIAROBOT acts-as robot: used 1');
    expect(stepsOf(await ask({ to: 'robot' }))).toContain('AKIAROBOT acts-as robot: used 1');
  });

  it('lead nowhere where no record tells whose they are', async () => {
    expect(stepsOf(await ask({ to: pod }))).toEqual([]);
  });

  it('are told with how many sessions the calls name', async () => {
    const { edges } = await ask({ from: deploy, to: session });
    expect(edges[0]?.evidence).toMatchObject([
      { kind: 'calls', times: 2, sample: 'call-1' },
      { kind: 'inventory', what: 'the calls name the credentials of 2 sessions that were made of it' },
    ]);
  });
});

describe('the address of a person', () => {
  it('stands for every identity that systems know under it, in letters of any case, and no other', async () => {
    const graph = await ask({ from: address });
    const [start] = graph.nodes.filter(({ what }) => what === 'person');
    expect(start).toMatchObject({ id: address, kind: 'outside' });
    expect(stepsOf(graph)).toEqual(
      [
        `${address} goes-by 005000000000001: unknown 0`,
        `${address} goes-by user/00u1: unknown 0`,
        `${address} goes-by arn:aws:iam::${home}:saml-provider/corp:${address}: used 2`,
        `arn:aws:iam::${home}:saml-provider/corp:${address} assumes ${deploy}: used 2`,
        `${deploy} assumes ${session}: used 2`,
      ].sort(),
    );
  });

  it('is found before the identities that have it, and only in full', async () => {
    const found = (text: string) =>
      findNodes({ store, now: () => worldSpan.to, onProgress: () => {} }, { text, limit: 20 });
    const { nodes, isMore } = await found(address);
    expect(nodes[0]).toEqual({
      ...{ id: address, kind: 'outside', what: 'person', name: address, provider: '', account: '' },
    });
    expect(nodes.length).toBeGreaterThan(3);
    expect(isMore).toBe(false);
    expect((await found('ann@acme')).nodes.map(({ what }) => what)).not.toContain('person');
  });

  it('is a way from system to system that was used all along', async () => {
    const { paths } = await ask({ from: address, to: session });
    expect(paths).toMatchObject([{ isUsed: true, uses: 2 }]);
  });

  it('names the one identity itself where there is no other', async () => {
    const { nodes } = await ask({ from: 'joann@acme.example' }).catch(() => ({ nodes: [] }));
    expect(nodes.some(({ what }) => what === 'person')).toBe(false);
  });
});
