import { accounts } from '../aws/accounts.ts';
import { operation } from '../aws/operation.ts';
import { describe, ec2 } from '../aws/operations/ec2.ts';
import { plain } from '../aws/operations/platform.ts';
import { agents, fromPlace } from '../aws/origin.ts';
import { failedAfterCheck, throttled } from '../aws/outcomes.ts';
import { document } from '../aws/policies.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import { officeHours } from '../organisation/rhythm.ts';
import type { Story } from '../world.ts';
import { createBot } from './bot.ts';

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
    stage.aws.expect(user.arn, 'ssm:DescribeParameters', 'used', 'part of every plan');
    stage.aws.label(user.arn, 'not-action');
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
