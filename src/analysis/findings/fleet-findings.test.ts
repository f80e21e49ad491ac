import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../model/finding.ts';
import type { Store } from '../../store/store.ts';
import { openTemporaryStore } from '../../store/temporary-store.ts';
import { fleetGap } from '../gap.ts';
import { scopeOf } from '../scope.ts';
import {
  dayAt,
  loadSmallWorlds,
  type SmallCall,
  type SmallWorld,
  worldSpan,
} from '../small-world.test-support.ts';
import { serviceBirths } from './acts/service-births.ts';
import { fleetFindings } from './fleet-findings.ts';

const alice = 'arn:aws:iam::111122223333:user/alice';
const bob = 'arn:aws:iam::111122223333:user/bob';
const hourMs = 3_600_000;

const world: SmallWorld = {
  principals: [
    { id: alice, granted: ['ec2:DescribeInstances', 'ec2:TerminateInstances'] },
    { id: bob, granted: ['ec2:DescribeInstances'] },
  ],
  tokens: [
    { id: 'AKIAOLD', principalId: alice, createdAt: dayAt(-200), owner: { name: 'a', basis: 'assigned' } },
    { id: 'AKIADEAD', principalId: bob, status: 'inactive', owner: { name: 'b', basis: 'assigned' } },
  ],
  calls: [
    ...Array.from({ length: 21 }, (_, day) => ({
      token: 'AKIAOLD',
      principal: alice,
      permission: 'ec2:DescribeInstances',
      day,
    })),
    ...Array.from({ length: 30 }, (_, day) => ({
      token: 'AKIADEAD',
      principal: 'unknown',
      permission: 'ec2:DescribeInstances',
      outcome: 'authn_failed' as const,
      day,
    })),
  ],
};

let store: Store;
beforeAll(async () => {
  store = await openTemporaryStore();
});
afterAll(() => store.close());

async function findings(given: SmallWorld, span = worldSpan): Promise<readonly Finding[]> {
  await loadSmallWorlds(store, [given]);
  return fleetFindings(store, await fleetGap(store, span));
}

describe('findings of a fleet', () => {
  it('are drawn from log and inventory together, with events to open', async () => {
    const found = await findings(world);
    expect(found.map(({ rule, subject }) => `${rule} ${subject}`)).toEqual([
      'unused-token AKIAOLD',
      'revoked-but-knocking AKIADEAD',
    ]);
    expect(found[1]?.evidence).toMatchObject({ turnedAway: 30, samples: ['sample'] });
  });

  it('are the same for a part of the fleet', async () => {
    const whole = await findings(world);
    const part = await fleetGap(store, worldSpan, { principalIds: [alice] });
    const found = await fleetFindings(store, part);
    expect(found).toEqual(whole.filter(({ subject }) => subject === 'AKIAOLD'));
  });

  it('call nothing unused on a log of an hour', async () => {
    const total = (worldSpan.to - worldSpan.from) / hourMs;
    const hour = await findings({ ...world, calls: [], silent: [{ from: 1, to: total }] });
    expect(hour).toEqual([]);
    const last = { from: worldSpan.to - hourMs, to: worldSpan.to };
    expect((await findings({ ...world, calls: [] }, last)).map(({ rule }) => rule)).toEqual(['unused-token']);
  });

  it('call nothing unused where the log has a hole', async () => {
    const found = await findings({ ...world, silent: [{ from: 30 * 24, to: 40 * 24 }] });
    expect(found.map(({ rule }) => rule)).toEqual(['revoked-but-knocking']);
  });
});

const user = 'arn:aws:iam::111122223333:user/';

describe('services that a token begins to use', () => {
  beforeAll(async () => {
    const calls = (
      token: string,
      permission: string,
      days: readonly number[],
      agent = 'boto3',
    ): SmallCall[] => days.map((day) => ({ token, principal: `${user}${token}`, permission, day, agent }));
    const daily = Array.from({ length: 90 }, (_, day) => day);
    const late = [80, 81, 84];
    await loadSmallWorlds(store, [
      {
        principals: [],
        calls: [
          ...['job', 'hand', 'code', 'young', 'busy', 'same', 'refused'].flatMap((token) =>
            calls(token, 'ec2:DescribeInstances', token === 'young' ? daily.slice(60) : daily),
          ),
          ...calls('job', 'sqs:ListQueues', late),
          ...calls('hand', 'sqs:ListQueues', late, 'aws-cli'),
          ...calls('code', 'sqs:ListQueues', late, 'terraform'),
          ...calls('young', 'sqs:ListQueues', late),
          ...calls('busy', 'sns:ListTopics', [45, 46]),
          ...calls('busy', 'sqs:ListQueues', late),
          ...calls('same', 'ec2:DescribeVpcs', late),
          ...calls('refused', 'sqs:ListQueues', late).map((call) => ({
            ...call,
            outcome: 'denied' as const,
          })),
        ],
      },
    ]);
  });

  it('are found of settled tokens, and of nobody’s by hand, as code, young, restless or refused', async () => {
    const births = await serviceBirths(store, worldSpan);
    expect([...births.keys()]).toEqual([`job\n${user}job`]);
    expect([...births.values()].flat()).toEqual([
      {
        provider: 'aws',
        tokenId: 'job',
        principalId: `${user}job`,
        service: 'sqs',
        permissions: ['sqs:ListQueues'],
        day: Math.floor(worldSpan.from / 86_400_000) + 80,
        calls: 3,
        sample: 'sample',
        usual: ['ec2'],
      },
    ]);
  });

  it('are the same when one token alone is asked for', async () => {
    const scope = await scopeOf(store, [`${user}job`]);
    expect((await serviceBirths(store, worldSpan, scope)).size).toBe(1);
  });
});
