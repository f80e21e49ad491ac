import { accounts, homeRegion } from '../aws/accounts.ts';
import type { Caller } from '../aws/callers.ts';
import type { Operation } from '../aws/operation.ts';
import { getFunction, updateService } from '../aws/operations/compute.ts';
import { runInstances } from '../aws/operations/ec2.ts';
import { iam } from '../aws/operations/iam.ts';
import { listKeys } from '../aws/operations/kms.ts';
import { plain } from '../aws/operations/platform.ts';
import { putObject, readBucket } from '../aws/operations/s3.ts';
import { agents, fromPlace } from '../aws/origin.ts';
import { type Answer, denied, deniedEncoded, deniedShortly } from '../aws/outcomes.ts';
import { allow, document } from '../aws/policies.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import type { Stage, Story } from '../world.ts';
import { createBot } from './bot.ts';
import { customsBucket, lakeBuckets } from './buckets.ts';
import { staffShell } from './permission-sets.ts';

type Attempt = readonly [operation: Operation, answer: (caller: Caller) => Answer];

const account = accounts.prod;

/** Every way in which AWS says no. */
export const denials: Story = {
  id: 'denials',
  title: 'Refusals with long, short and encoded messages, by policies of every kind',
  tell: (stage) => {
    const { caller, user, key } = createBot(stage, 'svc-invoice-mailer', {
      account,
      createdAt: '2023-04-17T10:00:00Z',
      owner: people.inesMoreau,
      inline: {
        mail: document(
          allow(['ses:SendRawEmail', 's3:GetObject', 'ssm:GetParameter', 'ec2:DescribeInstances']),
        ),
      },
    });
    const attempts = attemptsOf(stage);
    const origin = fromPlace(places.frankfurtCloud, agents.boto, stage.random.split('origin'));
    stage.everyHour('mailer', ({ hour, random, shell }) => {
      if (new Date(hour).getUTCHours() % 3 !== 0) return;
      const work = shell(caller, origin).run(plain('ssm', 'GetParameter', { name: '/mail/from' }));
      if (!random.chance(0.2)) return;
      const [attempt, answer] = random.pick(attempts);
      work.run(attempt, { answer: answer(caller) });
    });
    for (const days of [63.6, 41.5, 20.6, 6.5]) {
      stage.once(`engineer/${days}`, stage.daysAgo(days), (turn) => {
        const shell = staffShell(stage, turn, people.lenaHoffmann, account, 'ReadOnly');
        const roll = updateService('meridian-prod', 'tracking-worker', 'tracking-worker');
        const resource = `arn:aws:ecs:${homeRegion}:${account.id}:service/meridian-prod/tracking-worker`;
        const reason = 'because no identity-based policy allows the {} action';
        shell.run(roll, {
          answer: denied(shell.caller, 'ecs:UpdateService', {
            resource,
            reason,
            code: 'AccessDeniedException',
          }),
        });
      });
    }
    stage.aws.label(key.id, 'denied');
    stage.aws.expect(user.arn, 'kms:GenerateDataKey', 'denied', 'named by the message of a refused upload');
    stage.aws.expect(user.arn, 'ec2:RunInstances', 'denied', 'the message is encoded, the call names it');
    stage.aws.expect(user.arn, 'sns:ListSubscriptionsByTopic', 'denied', 'in the words of another service');
  },
};

function attemptsOf(stage: Stage): readonly Attempt[] {
  const { curated } = lakeBuckets(stage);
  const key = curated.kmsKey;
  const bucket = customsBucket(stage);
  const noIdentity = 'because no identity-based policy allows the {} action' as const;
  const blob = `${'Vb3k'.repeat(4)}${stage.random.split('blob').alphanumeric(120)}`;
  const launch = runInstances({
    imageId: 'ami-0c42fad2ea005202d',
    instanceId: stage.aws.estate.resources.id('i', 'never'),
    instanceType: 'm7g.large',
    subnetId: stage.aws.estate.resources.id('subnet', 'a'),
    groupId: stage.aws.estate.resources.id('sg', 'a'),
  });
  return [
    [
      putObject(bucket, 'mail/log.txt'),
      (caller) =>
        denied(caller, 'kms:GenerateDataKey', {
          resource: key?.arn ?? '*',
          reason: 'because no resource-based policy allows the {} action',
        }),
    ],
    [putObject(bucket, 'mail/log.txt'), () => deniedShortly('AccessDenied', 'Access Denied')],
    [launch, () => deniedEncoded(blob)],
    [
      launch,
      (caller) =>
        encodedWithName(
          denied(caller, 'ec2:RunInstances', {
            resource: `arn:aws:ec2:${homeRegion}:${account.id}:instance/*`,
            reason: noIdentity,
          }),
          blob,
        ),
    ],
    [
      plain('sns', 'ListSubscriptionsByTopic', {
        topicArn: `arn:aws:sns:${homeRegion}:${account.id}:invoices`,
      }),
      (caller) =>
        denied(caller, 'sns:ListSubscriptionsByTopic', {
          code: 'AuthorizationErrorException',
          reason: noIdentity,
        }),
    ],
    [
      getFunction(stage.aws.estate.resources.lambda(account, 'order-pricing', true)),
      (caller) => denied(caller, 'lambda:GetFunction', { code: 'AccessDeniedException', reason: noIdentity }),
    ],
    [
      listKeys,
      (caller) => denied(caller, 'kms:ListKeys', { code: 'AccessDeniedException', reason: noIdentity }),
    ],
    [
      iam('ListAccessKeys'),
      (caller) =>
        denied(caller, 'iam:ListAccessKeys', { resource: 'user svc-invoice-mailer', reason: noIdentity }),
    ],
    [readBucket('GetBucketPolicy', bucket), () => deniedShortly('AccessDenied', 'Access Denied')],
    [
      plain('cognito-idp', 'ListUsers', { userPoolId: 'eu-central-1_Ab3dE5fG7' }),
      () => deniedShortly('NotAuthorizedException', 'User is not authorized'),
    ],
    [
      plain('secretsmanager', 'GetSecretValue', { secretId: 'payments/psp' }),
      (caller) =>
        denied(caller, 'secretsmanager:GetSecretValue', {
          code: 'AccessDeniedException',
          reason: 'with an explicit deny in a resource-based policy',
        }),
    ],
    [
      plain('dynamodb', 'DescribeTable', { tableName: 'invoices' }),
      (caller) =>
        denied(caller, 'dynamodb:DescribeTable', {
          code: 'AccessDeniedException',
          reason: 'because no permissions boundary allows the {} action',
        }),
    ],
  ];
}

function encodedWithName(answer: Answer, blob: string): Answer {
  return {
    ...answer,
    errorCode: 'Client.UnauthorizedOperation',
    errorMessage: `You are not authorized to perform this operation. ${answer.errorMessage}. Encoded authorization failure message: ${blob}`,
  };
}
