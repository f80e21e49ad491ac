import { describe, expect, it } from 'vitest';
import type { PolicyDecider } from '../model/policy-proposal.ts';
import { findProvider } from '../providers/register.ts';
import type { RecordedRequest } from './recorded-uses.ts';
import { replay } from './replay.ts';

const alice = 'arn:aws:iam::111122223333:user/alice';
const bucket = 'arn:aws:s3:::b';

function decider(...statements: readonly object[]): PolicyDecider {
  const { proposals } = findProvider('aws');
  if (!proposals) throw new Error('no policies are written');
  return proposals.compile([{ Version: '2012-10-17', Statement: statements }], alice);
}

function allow(action: string, resource: string, condition = {}) {
  return { Effect: 'Allow', Action: action, Resource: resource, ...condition };
}

async function* batches(...requests: readonly RecordedRequest[]) {
  for (const request of requests) yield [request];
}

describe('the replay of past requests', () => {
  const held = decider(allow('s3:*', '*'));

  it('names what a policy that is too small would deny', async () => {
    const proposed = decider(allow('s3:GetObject', `${bucket}/a/*`));
    const read = { permission: 's3:GetObject', resource: `${bucket}/a/1`, calls: 4 };
    const missed = { permission: 's3:GetObject', resource: `${bucket}/b/1`, calls: 3 };
    const found = await replay(batches(read, missed), { proposed, held }, () => false);
    expect(found).toMatchObject({ requests: 2, deniedCalls: 3, denied: [missed], elsewhereCalls: 0 });
  });

  it('does not blame a policy for what nothing held allows either', async () => {
    const queue = { permission: 'sqs:SendMessage', resource: '', calls: 5 };
    const found = await replay(batches(queue), { proposed: decider(), held }, () => false);
    expect(found).toMatchObject({ deniedCalls: 0, elsewhereCalls: 5 });
    const unknown = await replay(batches(queue), { proposed: decider(), held: undefined }, () => false);
    expect(unknown).toMatchObject({ deniedCalls: 5, elsewhereCalls: 0 });
  });

  it('counts apart what passes only under a condition, and what is denied on purpose', async () => {
    const condition = { Condition: { Bool: { 'aws:SecureTransport': 'true' } } };
    const proposed = decider(allow('s3:GetObject', '*', condition));
    const read = { permission: 's3:GetObject', resource: `${bucket}/a`, calls: 2 };
    const stolen = { permission: 's3:ListAllMyBuckets', resource: '', calls: 7 };
    const found = await replay(
      batches(read, stolen),
      { proposed, held },
      (name) => name === stolen.permission,
    );
    expect(found).toMatchObject({ requests: 1, deniedCalls: 0, conditionalCalls: 2, excludedCalls: 7 });
  });
});
