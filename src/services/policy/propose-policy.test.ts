import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  dayAt,
  loadSmallWorlds,
  type SmallCall,
  type SmallWorld,
  worldSpan,
} from '../../analysis/small-world.test-support.ts';
import { ScopelightError } from '../../model/error.ts';
import { type PolicyAnswer, policyShape } from '../../model/policy.ts';
import { findProvider } from '../../providers/register.ts';
import type { Store } from '../../store/store.ts';
import { openTemporaryStore } from '../../store/temporary-store.ts';
import type { Context } from '../context.ts';
import { type ProposePolicyInput, proposePolicy } from './propose-policy.ts';

const alice = 'arn:aws:iam::111122223333:user/alice';
const bob = 'arn:aws:iam::111122223333:user/bob';
const [own, other] = ['AKIAOWN', 'AKIAOTHER'] as const;
const every = findProvider('aws')
  .catalogue.permissions()
  .map(({ name }) => name);

let store: Store;
let ctx: Context;
beforeAll(async () => {
  store = await openTemporaryStore();
  ctx = { store, now: () => worldSpan.to, onProgress: () => {} };
});
afterAll(() => store.close());

async function answer(
  world: Partial<SmallWorld>,
  input: Partial<ProposePolicyInput> = {},
): Promise<PolicyAnswer> {
  await loadSmallWorlds(store, [{ principals: [], ...world }]);
  return (await proposePolicy(ctx, { id: alice, ...input })).answer;
}

async function failure(
  world: Partial<SmallWorld>,
  input: Partial<ProposePolicyInput> = {},
): Promise<ScopelightError> {
  const caught: unknown = await answer(world, input).catch((error: unknown) => error);
  if (caught instanceof ScopelightError) return caught;
  throw new Error('it did not fail as expected');
}

function call(permission: string, more: Partial<SmallCall> = {}): SmallCall {
  return { token: own, principal: alice, permission, day: 60, ...more };
}

function holding(granted: readonly string[], more: Partial<SmallWorld> = {}): Partial<SmallWorld> {
  return { principals: [{ id: alice, granted }], tokens: [{ id: own, principalId: alice }], ...more };
}

function given({ statements }: PolicyAnswer): string[] {
  return statements.flatMap(({ permissions }) => permissions).sort();
}

const metrics = [call('ec2:DescribeInstances'), call('cloudwatch:GetMetricData', { day: 80 })];

describe('the proposed policy', () => {
  it('gives an administrator who made two kinds of call exactly these two', async () => {
    const found = await answer(holding(every, { calls: metrics }));
    expect(found.policy).toMatchObject({
      Statement: [
        { Effect: 'Allow', Action: ['cloudwatch:GetMetricData', 'ec2:DescribeInstances'], Resource: '*' },
      ],
    });
    expect(found.totals).toMatchObject({
      granted: every.length,
      given: 2,
      removed: every.length - 2,
      kept: 0,
    });
    expect(found.replay).toMatchObject({ calls: 2, requests: 2, deniedCalls: 0, denied: [] });
    expect(policyShape.parse(found)).toEqual(found);
  });

  it('names in every statement the calls behind it', async () => {
    const found = await answer(holding(every, { calls: metrics }));
    expect(found.statements.map(({ evidence }) => evidence)).toMatchObject([
      {
        uses: 2,
        denied: 0,
        firstSeen: new Date(dayAt(60)).toISOString(),
        lastSeen: new Date(dayAt(80)).toISOString(),
        samples: ['call-111122223333-0', 'call-111122223333-1'],
      },
    ]);
  });

  it('looks back ninety days, and only on what the window holds', async () => {
    const calls = [call('ec2:StopInstances', { day: -5 }), call('ec2:DescribeInstances', { day: 40 })];
    const world = holding(['ec2:StopInstances', 'ec2:DescribeInstances'], { calls });
    expect(given(await answer(world))).toEqual(['ec2:DescribeInstances']);
    expect(given(await answer(world, { window: { days: 30 } }))).toEqual([]);
  });

  it('never grants for a refused call, unless asked to, and then says so', async () => {
    const world = holding(['ec2:StopInstances'], {
      calls: [call('ec2:StopInstances'), call('sqs:SendMessage', { outcome: 'denied' })],
    });
    expect(given(await answer(world))).toEqual(['ec2:StopInstances']);
    const needed = await answer(world, { mode: 'needed' });
    expect(given(needed)).toEqual(['ec2:StopInstances', 'sqs:SendMessage']);
    expect(needed.wanted).toMatchObject([{ permission: 'sqs:SendMessage' }]);
    expect(needed.statements.find(({ reason }) => reason === 'wanted')?.evidence).toMatchObject({
      uses: 0,
      denied: 1,
    });
  });

  it('lists what cannot be known by service, with what would settle it, and keeps it on request', async () => {
    const world = holding(['s3:GetObject', 's3:PutObject', 'iam:PassRole', 'ec2:StopInstances']);
    const found = await answer(world);
    expect(found.unknown).toMatchObject([
      { service: 's3', permissions: ['s3:GetObject', 's3:PutObject'] },
      { service: 'iam', permissions: ['iam:PassRole'] },
    ]);
    expect(found.unknown[0]?.settle).toContain('turn on AWS::S3::Object data events');
    expect(found.removed.map(({ permission, state }) => `${permission} ${state}`).sort()).toEqual([
      'ec2:StopInstances unused',
      'iam:PassRole unknown',
      's3:GetObject unknown',
      's3:PutObject unknown',
    ]);
    const kept = await answer(world, { keep: ['s3'] });
    expect(given(kept)).toEqual(['s3:GetObject', 's3:PutObject']);
    expect(kept.kept.map(({ reason }) => reason)).toEqual(['asked', 'asked']);
  });

  it('keeps what a sign points to, with the reason', async () => {
    const { kept } = await answer(
      holding(['s3:GetBucketLocation', 's3:GetObject'], {
        calls: [call('s3:GetBucketLocation', { resource: 'arn:aws:s3:::b' })],
      }),
    );
    expect(kept).toMatchObject([{ permission: 's3:GetObject', reason: 'sign' }]);
    expect(kept[0]?.why).toContain('works inside resources of s3');
  });

  it('keeps young grants, and all grants in a hole of the log, until the window has passed', async () => {
    const young = { id: alice, granted: ['ec2:StopInstances'], since: dayAt(50) };
    const { kept } = await answer({ principals: [young], tokens: [{ id: own, principalId: alice }] });
    expect(kept).toMatchObject([{ permission: 'ec2:StopInstances', reason: 'young' }]);
    expect(kept[0]?.why).toContain('until 90 days have shown');
    const holed = await answer(holding(['ec2:StopInstances'], { silent: [{ from: 24 * 60, to: 24 * 66 }] }));
    expect(holed.kept).toMatchObject([{ permission: 'ec2:StopInstances', reason: 'unjudged' }]);
    expect(holed.kept[0]?.why).toContain('lacks 144 hours up to 2026-08-06');
    expect(holed).toMatchObject({ isUnchanged: true, commands: null, leaves: [`${alice}:policy/own`] });
    expect(holed.policy).toMatchObject({ Statement: [{ Action: ['ec2:StopInstances'], Resource: '*' }] });
  });

  it('is empty for a token that never called, and says what to do instead', async () => {
    const found = await answer(holding(['ec2:StopInstances']), { id: own });
    expect(found.policy).toBeNull();
    expect(found.notes.map(({ kind }) => kind)).toContain('never-called');
  });

  it('is what was used where no inventory tells what is granted', async () => {
    const found = await answer({ calls: metrics });
    expect(given(found)).toEqual(['cloudwatch:GetMetricData', 'ec2:DescribeInstances']);
    expect(found.notes[0]).toMatchObject({ kind: 'no-inventory' });
    expect(found.statements.map(({ reason, evidence }) => [reason, evidence.uses])).toEqual([['used', 2]]);
    expect(found.removed).toEqual([]);
  });

  it('leaves to something else what no grant gives, as it does now', async () => {
    const found = await answer(holding(['ec2:DescribeInstances'], { calls: metrics }));
    expect(given(found)).toEqual(['ec2:DescribeInstances']);
    expect(found.elsewhere).toMatchObject([{ permission: 'cloudwatch:GetMetricData' }]);
    expect(found.replay).toMatchObject({ calls: 2, deniedCalls: 0, elsewhereCalls: 1 });
  });
});

describe('the policy of one of several tokens', () => {
  const two = holding(['ec2:DescribeInstances', 'ec2:StopInstances'], {
    tokens: [
      { id: own, principalId: alice },
      { id: other, principalId: alice },
    ],
    calls: [call('ec2:DescribeInstances'), call('ec2:StopInstances', { token: other })],
  });

  it('is that of their principal, and explains it', async () => {
    const found = await answer(two, { id: own });
    expect(given(found)).toEqual(['ec2:DescribeInstances', 'ec2:StopInstances']);
    expect(found.kept).toMatchObject([{ permission: 'ec2:StopInstances', reason: 'sibling' }]);
    expect(found.kept[0]?.why).toContain(other);
    expect(found.notes[0]).toMatchObject({ kind: 'shared' });
    expect(found.replay.calls).toBe(2);
  });

  it('is that of the token alone on request, and offers no command that would break the other', async () => {
    const found = await answer(two, { id: own, isTokenAlone: true });
    expect(given(found)).toEqual(['ec2:DescribeInstances']);
    expect(found.otherTokens).toEqual([other]);
    expect(found.notes[0]).toMatchObject({ kind: 'token-alone' });
    expect(found.commands).toBeNull();
  });
});

describe('a policy is refused', () => {
  it('for what nobody knows', async () => {
    expect(await failure(holding([]), { id: 'AKIANOBODY' })).toMatchObject({ code: 'subject.not-found' });
  });

  it('for a token of two principals, with both named', async () => {
    const error = await failure(
      { calls: [call('ec2:DescribeInstances'), call('ec2:DescribeInstances', { principal: bob })] },
      { id: own },
    );
    expect(error.hint).toContain(`${alice}, ${bob}`);
  });

  it.each(['root', 'service-linked role'])(
    'for a principal that has none to make smaller: %s',
    async (kind) => {
      const one = { id: alice, granted: every, kind };
      expect(await failure({ principals: [one] })).toMatchObject({ code: 'subject.without-policy' });
    },
  );

  it('where a service to keep is not one, or a principal is asked for as a token', async () => {
    expect(await failure(holding([]), { keep: ['s4'] })).toMatchObject({ code: 'usage.invalid' });
    expect(await failure(holding([]), { isTokenAlone: true })).toMatchObject({ code: 'usage.invalid' });
  });
});

describe('every proposed policy', () => {
  const queue = 'arn:aws:sqs:eu-central-1:111122223333:q';
  const resources: Readonly<Record<string, string>> = {
    's3:GetBucketLocation': 'arn:aws:s3:::b',
    's3:ListBucket': 'arn:aws:s3:::b',
    's3:GetObject': 'arn:aws:s3:::b/k',
    'sqs:DeleteQueue': queue,
    'sqs:SendMessage': queue,
  };
  const pool = [...Object.keys(resources), 'ec2:DescribeInstances', 'iam:PassRole', 'lambda:CreateFunction'];
  const outcomes = fc.constantFrom('allowed', 'denied', 'error');
  const calls = fc.array(fc.tuple(fc.constantFrom(...pool), outcomes), { maxLength: 8 });

  it('lets all past calls through, and of a holder of it is itself', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.subarray(pool),
        calls,
        fc.constantFrom('used', 'needed'),
        async (granted, made, mode) => {
          const world = holding(granted, {
            calls: made.map(([permission, outcome]) =>
              call(permission, { outcome, resource: resources[permission] ?? '' }),
            ),
          });
          const first = await answer(world, { mode });
          expect(first.replay.deniedCalls).toBe(0);
          const document = JSON.stringify(first.policy ?? { Version: '2012-10-17', Statement: [] });
          const holder = { id: alice, granted: given(first), document };
          const second = await answer({ ...world, principals: [holder] }, { mode });
          expect(second.policy).toEqual(first.policy);
          expect(second.removed).toEqual([]);
        },
      ),
      { numRuns: 8 },
    );
  }, 120_000);
});
