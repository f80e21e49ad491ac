import { accounts } from '../aws/accounts.ts';
import { type Operation, operation } from '../aws/operation.ts';
import { describeInstances } from '../aws/operations/ec2.ts';
import { plain } from '../aws/operations/platform.ts';
import { agents, fromPlace } from '../aws/origin.ts';
import { type Answer, dryRun, failed, failedAfterCheck } from '../aws/outcomes.ts';
import { allow, document } from '../aws/policies.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import { officeHours } from '../organisation/rhythm.ts';
import type { Story } from '../world.ts';
import { createBot } from './bot.ts';

const account = accounts.prod;

/** Answers that read like refusals and are none, and refusals of effect that were none of permission. */
export const lookAlikes: Story = {
  id: 'look-alikes',
  title: 'Answers that sound like denials: services not switched on, roles that cannot be taken, dry runs',
  tell: (stage) => {
    const { caller, user } = createBot(stage, 'svc-platform-probe', {
      account,
      createdAt: '2023-07-03T10:00:00Z',
      owner: people.tomaszWilk,
      inline: {
        probe: document(
          allow(['securityhub:*', 'cloudtrail:*', 'lambda:*', 'ec2:*', 'ce:*', 'shield:*', 'iam:PassRole']),
        ),
      },
    });
    const origin = fromPlace(places.ciRunners, agents.go, stage.random.split('origin'));
    const pace = officeHours('Europe/Berlin');
    stage.everyHour('probe', ({ hour, random, shell }) => {
      if (!random.chance(0.3 * pace(hour))) return;
      const [probe, answer] = random.pick(probes);
      shell(caller, origin).run(describeInstances()).run(probe, { answer });
    });
    stage.aws.expect(user.arn, 'ec2:StopInstances', 'used', 'a dry run that would have succeeded');
    stage.aws.label(user.arn, 'look-alikes', 'can-escalate');
  },
};

const probes: readonly (readonly [Operation, Answer])[] = [
  [
    plain('securityhub', 'DescribeHub'),
    failed('InvalidAccessException', `Account ${account.id} is not subscribed to AWS Security Hub`),
  ],
  [plain('ce', 'GetCostAndUsage'), failed('AccessDenied', 'IAM user access not activated')],
  [
    operation('cloudtrail', 'UpdateTrail', 'cloudtrail:UpdateTrail', {
      name: 'probe',
      cloudWatchLogsLogGroupArn: 'probe',
    }),
    failedAfterCheck(
      'InvalidCloudWatchLogsRoleArnException',
      'Access denied. Check the trust relationships for your role.',
    ),
  ],
  [
    operation('lambda', 'CreateFunction20150331', ['lambda:CreateFunction', 'iam:PassRole'], {
      functionName: 'probe',
      role: `arn:aws:iam::${account.id}:role/probe`,
    }),
    failedAfterCheck(
      'InvalidParameterValueException',
      'The role defined for the function cannot be assumed by Lambda.',
    ),
  ],
  [
    plain('shield', 'DescribeSubscription'),
    failed('SubscriptionRequiredException', 'The AWS Access Key Id needs a subscription for the service'),
  ],
  [plain('ec2', 'DescribeInstanceTypes'), failed('OptInRequired', 'You are not subscribed to this service.')],
  [
    operation('ec2', 'ModifyInstanceAttribute', 'ec2:ModifyInstanceAttribute', {
      instanceId: 'i-0f43a1c59d0b6e2f8',
    }),
    failed('Client.OperationNotPermitted', 'The instance may not be modified while it is stopping.'),
  ],
  [
    operation('ec2', 'StopInstances', 'ec2:StopInstances', {
      instancesSet: { items: [{ instanceId: 'i-0f43a1c59d0b6e2f8' }] },
      dryRun: true,
    }),
    dryRun,
  ],
];
