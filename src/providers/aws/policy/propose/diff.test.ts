import { expect, it } from 'vitest';
import type { HeldDocument, PolicyHolder } from '../../../../model/policy-proposal.ts';
import { awsProposals } from './index.ts';

const { write, diff } = awsProposals;

function held(name: string, ...statements: readonly unknown[]): HeldDocument {
  const document = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  return { id: name, kind: 'managed', name, document, path: [`policy/${name}`] };
}

function holder(...documents: readonly HeldDocument[]): PolicyHolder {
  return {
    account: '111122223333',
    principalId: 'arn:aws:iam::111122223333:role/web',
    principalKind: 'role',
    held: documents,
  };
}

it('tells what is removed, narrowed, kept and added, service by service', () => {
  const before = holder(
    held('A', {
      Effect: 'Allow',
      Action: ['sqs:SendMessage', 'sqs:ReceiveMessage', 's3:GetObject'],
      Resource: '*',
    }),
    held('B', { Effect: 'Allow', Action: 'ec2:DescribeVpcs', Resource: '*' }),
  );
  const on = (resource: string) => [{ resource, group: '', days: 30 }];
  const proposal = write(
    [
      { permission: 's3:GetObject', reason: 'used', resources: on('arn:aws:s3:::logs/a') },
      { permission: 'ec2:DescribeVpcs', reason: 'used', resources: [] },
      { permission: 'sqs:SendMessage', reason: 'kept', resources: [] },
      {
        permission: 'sns:Publish',
        reason: 'wanted',
        resources: on('arn:aws:sns:eu-central-1:111122223333:t'),
      },
    ],
    before,
  );
  expect(diff(before, proposal)).toEqual({
    totals: { removed: 1, narrowed: 1, kept: 2, added: 1 },
    services: [
      { service: 'ec2', removed: [], narrowed: [], kept: ['ec2:DescribeVpcs'], added: [] },
      {
        service: 's3',
        removed: [],
        narrowed: [{ permission: 's3:GetObject', from: ['*'], to: ['arn:aws:s3:::logs/a'] }],
        kept: [],
        added: [],
      },
      { service: 'sns', removed: [], narrowed: [], kept: [], added: ['sns:Publish'] },
      { service: 'sqs', removed: ['sqs:ReceiveMessage'], narrowed: [], kept: ['sqs:SendMessage'], added: [] },
    ],
  });
});

it('counts what documents that stay go on giving, and not what is denied outright', () => {
  const before = holder(
    held('Broken', { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*' }, {}),
    held('Guard', { Effect: 'Deny', Action: 'iam:*', Resource: '*' }),
    held('Full', { Effect: 'Allow', Action: ['iam:ListUsers', 'iam:GetUser'], Resource: '*' }),
  );
  const proposal = write([{ permission: 'iam:ListUsers', reason: 'used', resources: [] }], before);
  expect(diff(before, proposal).services).toEqual([
    { service: 'sqs', removed: [], narrowed: [], kept: ['sqs:SendMessage'], added: [] },
  ]);
});

it('does not call narrowed what loses only resources that the permission is never asked about', () => {
  const before = holder(
    held('A', { Effect: 'Allow', Action: 's3:*', Resource: ['arn:aws:s3:::logs', 'arn:aws:s3:::logs/*'] }),
  );
  const resources = ['a', 'b'].map((key) => ({
    resource: `arn:aws:s3:::logs/${key}`,
    group: 'arn:aws:s3:::logs/*',
    days: 30,
  }));
  const proposal = write([{ permission: 's3:GetObject', reason: 'used', resources }], before, {
    exactMax: 1,
  });
  expect(diff(before, proposal).totals).toMatchObject({ kept: 1, narrowed: 0 });
});
