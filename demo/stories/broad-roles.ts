import { accounts, homeRegion } from '../aws/accounts.ts';
import { operation } from '../aws/operation.ts';
import { describe, ec2 } from '../aws/operations/ec2.ts';
import { plain } from '../aws/operations/platform.ts';
import { agents, fromPlace } from '../aws/origin.ts';
import { failedAfterCheck, throttled } from '../aws/outcomes.ts';
import { allow, document, trustServices } from '../aws/policies.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import { nightly, officeHours } from '../organisation/rhythm.ts';
import type { Story } from '../world.ts';
import { batchJob } from './batch-job.ts';
import { createBot } from './bot.ts';

/** A role that may do everything because somebody wrote two stars. */
export const starRole: Story = {
  id: 'star-role',
  title: 'A backup job with `*:*` that makes snapshots',
  tell: (stage) => {
    const role = batchJob(stage, {
      name: 'nightly-snapshots',
      account: accounts.prod,
      service: 'backup.amazonaws.com',
      rhythm: nightly(3),
      createdAt: '2020-02-12T17:45:00Z',
      inline: { everything: document(allow('*:*')) },
      work: (shell) => {
        shell.run(describe('Volumes', 'volumeSet'));
        for (let volume = 0; volume < 5; volume += 1) {
          const volumeId = stage.estate.resources.id('vol', `prod-${volume}`);
          shell.run(ec2('CreateSnapshot', { volumeId, description: 'nightly' }));
        }
        shell.run(ec2('DeleteSnapshot', { snapshotId: `snap-0${shell.random.hex(16)}` }));
      },
    });
    stage.label(role.arn, 'unlimited', 'no-owner');
    stage.expect(role.arn, 'ec2:CreateSnapshot', 'used', 'every night');
    stage.expect(role.arn, 'iam:AttachRolePolicy', 'unused', 'would have been recorded, and was not');
  },
};

/** Infrastructure as code, at a pace that AWS does not like. */
export const terraform: Story = {
  id: 'terraform',
  title: 'Terraform plans and applies from a key, runs into throttling, and tries again',
  tell: (stage) => {
    const { user, caller } = createBot(stage, 'terraform', {
      account: accounts.dev,
      createdAt: '2021-03-15T08:00:00Z',
      owner: people.tomaszWilk,
      inline: {
        build: document({
          Effect: 'Allow',
          NotAction: ['organizations:*', 'account:*', 'support:*', 'iam:CreateUser', 'iam:CreateAccessKey'],
          Resource: '*',
        }),
      },
    });
    const origin = fromPlace(places.ciRunners, agents.terraform, stage.random.split('runner'));
    const pace = officeHours('Europe/Berlin');
    stage.everyHour('plan', (turn) => {
      if (!turn.random.chance(0.25 * pace(turn.hour) * stage.size.rate)) return;
      const shell = turn.shell(caller, origin, { pauseMs: [50, 400] });
      for (let step = turn.random.between(15, 40); step > 0; step -= 1) {
        const read = turn.random.pick(reads);
        if (turn.random.chance(0.05)) shell.run(read, { answer: throttled() }).wait(1_000);
        if (turn.random.chance(0.04)) shell.run(read, { answer: gone });
        shell.run(read);
      }
      if (turn.random.chance(0.3)) for (const change of changes) shell.run(change);
    });
    stage.expect(user.arn, 'ssm:DescribeParameters', 'used', 'part of every plan');
    stage.label(user.arn, 'not-action');
  },
};

const gone = failedAfterCheck(
  'Client.InvalidRouteTableID.NotFound',
  "The routeTable ID 'rtb-0f43a1c59d0b6e2f8' does not exist",
);

const reads = [
  describe('RouteTables', 'routeTableIdSet'),
  describe('Vpcs', 'vpcSet'),
  describe('Subnets', 'subnetSet'),
  describe('NatGateways'),
  describe('SecurityGroups', 'securityGroupSet'),
  plain('ssm', 'DescribeParameters', { maxResults: 50 }),
  plain('ssm', 'ListTagsForResource', { resourceType: 'Parameter', resourceId: '/dev/database-url' }),
  plain('iam', 'ListAttachedRolePolicies', { roleName: 'dev-service' }),
  plain('iam', 'GetRole', { roleName: 'dev-service' }),
  operation('lambda', 'GetFunction20150331v2', 'lambda:GetFunction', { functionName: 'dev-worker' }),
];

const changes = [
  ec2('AuthorizeSecurityGroupIngress', {
    groupId: 'sg-0a1b2c3d4e5f60718',
    ipPermissions: { items: [{ ipProtocol: 'tcp', fromPort: 443, toPort: 443 }] },
  }),
  operation('lambda', 'CreateFunction20150331', ['lambda:CreateFunction', 'iam:PassRole'], {
    functionName: 'dev-preview',
    runtime: 'nodejs22.x',
    role: `arn:aws:iam::${accounts.dev.id}:role/dev-service`,
    handler: 'index.handler',
  }),
  operation('ssm', 'PutParameter', 'ssm:PutParameter', {
    name: '/dev/release',
    type: 'String',
    overwrite: true,
  }),
];

/** A policy of exceptions: what remains must be worked out, not read off. */
export const guardedRole: Story = {
  id: 'guarded-role',
  title: 'A role whose broad allow is cut down by a boundary, a deny and conditions',
  tell: (stage) => {
    const createdAt = Date.parse('2024-05-06T09:00:00Z');
    const boundary = stage.estate.policy(
      accounts.data,
      'data-team-boundary',
      document(
        allow([
          's3:*',
          'glue:*',
          'athena:*',
          'kms:Decrypt',
          'kms:GenerateDataKey',
          'logs:*',
          'sts:AssumeRole',
        ]),
        { Effect: 'Deny', Action: ['s3:PutBucketPolicy', 's3:DeleteBucket*'], Resource: '*' },
      ),
      createdAt,
    );
    const broad = stage.estate.policy(
      accounts.data,
      'data-engineering',
      document(
        allow(['s3:*', 'glue:*', 'athena:*', 'ec2:*', 'iam:PassRole']),
        allow('secretsmanager:*', '*', {
          StringEquals: { 'aws:ResourceTag/team': 'data', 'aws:RequestedRegion': homeRegion },
        }),
        allow('s3:DeleteObject', 'arn:aws:s3:::meridian-datalake-scratch/*', {
          DateLessThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' },
        }),
      ),
      createdAt,
      Date.parse('2025-11-18T15:00:00Z'),
    );
    const role = stage.estate.role(accounts.data, 'data-notebooks', {
      createdAt,
      boundary,
      attached: [broad],
      inline: { 'no-crawlers': document({ Effect: 'Deny', Action: 'glue:*Crawler*', Resource: '*' }) },
      trust: trustServices('sagemaker.amazonaws.com'),
      tags: { owner: people.benFischer.email, team: 'data' },
    });
    const pace = officeHours('Europe/Berlin');
    const origin = fromPlace(places.frankfurtCloud, agents.boto, stage.random.split('notebook'));
    stage.everyHour('notebook', (turn) => {
      if (!turn.random.chance(0.3 * pace(turn.hour))) return;
      const keyId = stage.estate.sessionKey(role.account, `${role.arn}/${turn.hour}`);
      const session = {
        kind: 'role-session',
        role,
        sessionName: 'SageMaker',
        keyId,
        startedAt: turn.hour,
      } as const;
      const shell = turn.shell(session, origin);
      shell.run(plain('glue', 'GetTables', { databaseName: 'curated' }));
      shell.run(
        operation('athena', 'StartQueryExecution', 'athena:StartQueryExecution', {
          queryString: '***OMITTED***',
          workGroup: 'notebooks',
        }),
      );
      shell.run(plain('athena', 'GetQueryResults', { queryExecutionId: turn.random.uuid() }));
    });
    stage.label(role.arn, 'boundary', 'conditional', 'explicit-deny');
    stage.expect(role.arn, 'glue:GetTables', 'used', 'from notebooks on working days');
    stage.expect(role.arn, 'glue:DeleteTable', 'unused', 'granted inside the boundary, never called');
  },
};
