import { accounts } from '../aws/accounts.ts';
import { awsManaged } from '../aws/managed-policies.ts';
import { describeInstances, runInstances } from '../aws/operations/ec2.ts';
import { agents, fromPlace } from '../aws/origin.ts';
import { denied } from '../aws/outcomes.ts';
import { document } from '../aws/policies.ts';
import { people } from '../organisation/people.ts';
import { officeHours } from '../organisation/rhythm.ts';
import type { Story } from '../world.ts';
import { createBot } from './bot.ts';

/** What the organisation forbids, whatever its accounts allow. */
export const regionGuard: Story = {
  id: 'region-guard',
  title: 'An organisation policy denies regions; a sandbox user with full rights runs into it',
  tell: (stage) => {
    const { prod, data, dev, sandbox } = accounts;
    stage.aws.estate.controlPolicy(
      'deny-other-regions',
      'Nothing outside of the regions in which the organisation works',
      document({
        Sid: 'DenyOtherRegions',
        Effect: 'Deny',
        NotAction: [
          'iam:*',
          'organizations:*',
          'sts:*',
          'support:*',
          'cloudfront:*',
          'route53:*',
          's3:ListAllMyBuckets',
          'ce:*',
        ],
        Resource: '*',
        Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-central-1', 'eu-west-1', 'us-east-1'] } },
      }),
      [prod, data, dev, sandbox],
    );
    stage.aws.estate.controlPolicy(
      'protect-the-trail',
      'Nobody switches off the log',
      document({
        Sid: 'ProtectTrail',
        Effect: 'Deny',
        Action: [
          'cloudtrail:StopLogging',
          'cloudtrail:DeleteTrail',
          'cloudtrail:PutEventSelectors',
          'cloudtrail:UpdateTrail',
        ],
        Resource: '*',
        Condition: { ArnNotLike: { 'aws:PrincipalARN': 'arn:aws:iam::*:role/security-break-glass' } },
      }),
      [prod, data, dev, sandbox],
    );
    const person = people.owenClarke;
    const { user, caller } = createBot(stage, 'owen-playground', {
      account: sandbox,
      createdAt: '2024-08-12T15:00:00Z',
      owner: person,
      attached: [awsManaged.administrator],
    });
    const pace = officeHours(person.zone);
    const origin = fromPlace(person.home, agents.cli, stage.random.split('home'));
    stage.everyHour('playground', (turn) => {
      if (!turn.random.chance(0.12 * pace(turn.hour))) return;
      const instanceId = stage.aws.estate.resources.id('i', `play-${turn.hour}`);
      const launch = runInstances({
        imageId: 'ami-0c42fad2ea005202d',
        instanceId,
        instanceType: 't4g.small',
        subnetId: stage.aws.estate.resources.id('subnet', 'play'),
        groupId: stage.aws.estate.resources.id('sg', 'play'),
      });
      const isElsewhere = turn.random.chance(0.2);
      const region = isElsewhere ? 'ap-southeast-1' : 'eu-west-1';
      const shell = turn.shell(caller, origin, { region });
      if (!isElsewhere) {
        shell.run(describeInstances()).run(launch);
        return;
      }
      const refusal = denied(caller, 'ec2:RunInstances', {
        resource: `arn:aws:ec2:${region}:${sandbox.id}:instance/*`,
        reason: 'with an explicit deny in a service control policy',
        code: 'Client.UnauthorizedOperation',
      });
      const errorMessage = `You are not authorized to perform this operation. ${refusal.errorMessage}`;
      shell.run(launch, { answer: { ...refusal, errorMessage } });
    });
    stage.aws.label(user.arn, 'unlimited', 'control-policy');
    stage.aws.expect(user.arn, 'ec2:RunInstances', 'used', 'in the regions that are allowed');
    stage.aws.expect(user.arn, 'iam:CreateUser', 'unused', 'would have been recorded, and was not');
  },
};
