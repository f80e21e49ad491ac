import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogueFacts } from '../analysis/catalogue-facts.ts';
import { fleetFacts } from '../analysis/fleet-facts.ts';
import { permissionId } from '../analysis/gap.test-support.ts';
import { principalsOf } from '../analysis/scope.ts';
import {
  dayAt,
  loadSmallWorlds,
  type SmallCall,
  type SmallWorld,
  worldSpan,
} from '../analysis/small-world.test-support.ts';
import type { Store } from '../store/store.ts';
import { openTemporaryStore } from '../store/temporary-store.ts';
import { derivePermissions } from './derive/derive-permissions.ts';
import { namesOf } from './derive/sample-holder.test-support.ts';
import { noExclusions } from './exclusions.ts';
import { heldDocuments } from './held-documents.ts';
import { type HolderSubject, holderOf } from './holder.ts';
import { needsOf } from './needs.ts';
import { allowedCalls, allowedRequests, recordedUses } from './recorded-uses.ts';

const alice = 'arn:aws:iam::111122223333:user/alice';
const [old, next, other] = ['AKIAOLD', 'AKIANEXT', 'AKIAOTHER'] as const;
const bucket = (name: string) => `arn:aws:s3:::${name}`;

let store: Store;
beforeAll(async () => {
  store = await openTemporaryStore();
});
afterAll(() => store.close());

/** Loads a world and gives its principal as the derivation sees it, with what it needs. */
async function derived(world: Partial<SmallWorld>, subject: Partial<HolderSubject> = {}) {
  await loadSmallWorlds(store, [{ principals: [], ...world }]);
  const fleet = await fleetFacts(store, worldSpan, { principalIds: await principalsOf(store, alice) });
  const holder = holderOf(
    fleet,
    { provider: 'aws', principalId: alice, tokenId: undefined, isTokenAlone: false, ...subject },
    { mode: 'used', keep: catalogueFacts('aws').setOf([]), exclusions: noExclusions },
  );
  const tokenIds = holder.tokens.map(({ id }) => id);
  const calls = { principalId: alice, otherNames: [], tokenIds, span: worldSpan };
  const uses = await recordedUses(store, calls);
  const derivation = derivePermissions(holder.input);
  const { permissions } = catalogueFacts('aws');
  const { needs, asHeld } = needsOf(derivation, holder.input, permissions, uses);
  const resourcesOf = (name: string) =>
    needs.find(({ permission }) => permission === name)?.resources.map(({ resource }) => resource);
  return { holder, derivation, uses, calls, needs, asHeld, names: namesOf(derivation.derived), resourcesOf };
}

function call(token: string, permission: string, more: Partial<SmallCall> = {}): SmallCall {
  return { token, principal: alice, permission, day: 60, ...more };
}

const granted = ['ec2:DescribeInstances', 'ec2:StopInstances', 'iam:CreateUser', 'sqs:SendMessage'];

describe('the holder of a policy', () => {
  it('is the principal with all its tokens, even when one of them is asked for', async () => {
    const world = {
      principals: [{ id: alice, granted }],
      tokens: [
        { id: next, principalId: alice },
        { id: other, principalId: alice },
      ],
      calls: [call(next, 'ec2:DescribeInstances'), call(other, 'ec2:StopInstances')],
    };
    const whole = await derived(world);
    expect(whole.names).toEqual(['ec2:DescribeInstances', 'ec2:StopInstances']);
    const { names, derivation } = await derived(world, { tokenId: next });
    expect(names).toEqual(whole.names);
    expect(namesOf(derivation.signs.sibling)).toEqual(['ec2:StopInstances']);
  });

  it('is one token alone on request, with what the key it was rotated from used', async () => {
    const { names, holder } = await derived(
      {
        principals: [{ id: alice, granted }],
        tokens: [
          { id: old, principalId: alice, status: 'inactive' },
          { id: next, principalId: alice, createdAt: dayAt(40) },
          { id: other, principalId: alice },
        ],
        calls: [
          call(old, 'ec2:StopInstances', { day: 10 }),
          call(next, 'ec2:DescribeInstances'),
          call(other, 'iam:CreateUser'),
        ],
      },
      { tokenId: next, isTokenAlone: true },
    );
    expect(names).toEqual(['ec2:DescribeInstances', 'ec2:StopInstances']);
    expect(holder.otherTokens.map(({ id }) => id)).toEqual([other]);
  });

  it('has what was used where no inventory tells what is granted', async () => {
    const { names, holder } = await derived({
      calls: [call(next, 'ec2:StopInstances'), call(other, 'iam:CreateUser')],
    });
    expect(holder.grants).toBeUndefined();
    expect(names).toEqual(['ec2:StopInstances', 'iam:CreateUser']);
  });

  it('is found though it never called and has no token', async () => {
    await loadSmallWorlds(store, [{ principals: [{ id: alice, granted }] }]);
    expect(await principalsOf(store, alice)).toEqual([alice]);
  });

  it('holds the documents that give it permissions', async () => {
    await loadSmallWorlds(store, [{ principals: [{ id: alice, granted }] }]);
    const [document, ...others] = await heldDocuments(store, alice);
    expect(others).toEqual([]);
    expect(document).toMatchObject({ id: `${alice}:policy/own`, kind: 'inline', path: ['policy/own'] });
    expect(JSON.parse(document?.document ?? '')).toMatchObject({ Statement: [{ Action: granted }] });
  });
});

describe('what a policy must give', () => {
  const own = { principals: [{ id: alice, granted }], tokens: [{ id: next, principalId: alice }] };

  it('is what was let through, on the resources it was used on', async () => {
    const queue = 'arn:aws:sqs:eu-central-1:111122223333:';
    const { needs } = await derived({
      ...own,
      calls: [
        call(next, 'ec2:StopInstances', { resource: `${queue}a`, group: `${queue}*` }),
        call(next, 'ec2:StopInstances', { resource: `${queue}a`, group: `${queue}*`, day: 61 }),
        call(next, 'ec2:StopInstances', { resource: `${queue}b`, group: `${queue}*`, outcome: 'error' }),
        call(next, 'ec2:StopInstances', { resource: `${queue}c`, group: `${queue}*`, outcome: 'denied' }),
      ],
    });
    expect(needs).toEqual([
      {
        permission: 'ec2:StopInstances',
        reason: 'used',
        resources: [
          { resource: `${queue}a`, group: `${queue}*`, days: 2 },
          { resource: `${queue}b`, group: `${queue}*`, days: 1 },
        ],
      },
    ]);
  });

  it('is everything that is held while the log or the grant is too young to judge', async () => {
    const used = [call(next, 'ec2:StopInstances', { resource: 'arn:aws:ec2:::instance/i-1' })];
    const recent = { ...own, principals: [{ id: alice, granted, since: dayAt(50) }], calls: used };
    const young = await derived(recent);
    expect(young.names).toEqual(granted);
    expect(young.resourcesOf('ec2:StopInstances')).toEqual([]);
    const holed = await derived({ ...own, calls: used, silent: [{ from: 24 * 60, to: 24 * 66 }] });
    expect(holed.names).toEqual(granted);
    expect([...holed.asHeld]).toEqual([permissionId('ec2:StopInstances')]);
  });

  it('is limited to the buckets that were used, unless another one was touched that is not logged', async () => {
    const s3 = {
      ...own,
      principals: [{ id: alice, granted: ['s3:GetObject', 's3:GetBucketLocation', 's3:DeleteBucket'] }],
    };
    const read = call(next, 's3:GetObject', { resource: `${bucket('a')}/x`, group: `${bucket('a')}/*` });
    const ask = (name: string) => call(next, 's3:GetBucketLocation', { resource: bucket(name) });
    const one = await derived({ ...s3, calls: [read, ask('a')] });
    expect(one.resourcesOf('s3:GetObject')).toEqual([`${bucket('a')}/x`]);
    expect(one.names).toEqual(['s3:GetBucketLocation', 's3:GetObject']);
    const two = await derived({ ...s3, calls: [read, ask('a'), ask('b')] });
    expect(two.resourcesOf('s3:GetObject')).toEqual([]);
    expect(two.resourcesOf('s3:GetBucketLocation')).toEqual([bucket('a'), bucket('b')]);
  });

  it('counts calls and requests of the window and of nobody else', async () => {
    const resource = 'arn:aws:ec2:::instance/i-1';
    const { uses, calls } = await derived({
      ...own,
      calls: [
        call(next, 'ec2:StopInstances', { resource }),
        call(next, 'ec2:StopInstances', { resource, day: 70 }),
        call('', 'ec2:DescribeInstances'),
        call(next, 'ec2:DescribeInstances', { day: -5 }),
        { ...call(other, 'ec2:StopInstances'), principal: `${alice}-2` },
      ],
    });
    expect(uses.map(({ permission, uses, first, last }) => [permission, uses, first, last])).toEqual([
      ['ec2:DescribeInstances', 1, dayAt(60) / 1000, dayAt(60) / 1000],
      ['ec2:StopInstances', 2, dayAt(60) / 1000, dayAt(70) / 1000],
    ]);
    expect(await allowedCalls(store, calls)).toEqual({ known: 3, unmapped: 0 });
    const requests = [];
    for await (const batch of allowedRequests(store, calls)) requests.push(...batch);
    expect(requests).toEqual([
      { permission: 'ec2:DescribeInstances', resource: '', calls: 1 },
      { permission: 'ec2:StopInstances', resource, calls: 2 },
    ]);
  });
});
