import { accounts } from '../aws/accounts.ts';
import { awsManaged } from '../aws/managed-policies.ts';
import { attachUserPolicy, createAccessKey, createUser } from '../aws/operations/iam.ts';
import { plain } from '../aws/operations/platform.ts';
import { agents, fromPlace } from '../aws/origin.ts';
import { allow, document } from '../aws/policies.ts';
import { isLastDayOfMonth } from '../organisation/calendar.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import type { Stage, Story } from '../world.ts';
import { createBot } from './bot.ts';

const account = accounts.data;
const createdAt = '2026-01-30T09:00:00Z';

/** Machines that take up something new, and one that leaves a back door. */
export const newWays: Story = {
  id: 'new-ways',
  title:
    'A key makes a thousand calls in a day, one begins to read secrets, one calls a new service, and one makes itself an administrator to come back as',
  tell: (stage) => {
    volumes(stage);
    secrets(stage);
    backDoor(stage);
    oddProgram(stage);
    services(stage);
  },
};

/** A machine of one owner that may do little, calling from one place with one program. */
function machine(stage: Stage, name: string, actions: readonly string[], agent: string) {
  const { key, caller } = createBot(stage, name, {
    account,
    createdAt,
    owner: people.benFischer,
    inline: { work: document(allow(actions)) },
  });
  return { key, caller, origin: fromPlace(places.frankfurtCloud, agent, stage.random.split(name)) };
}

/** One day of far too many calls, beside a job that has many at every month's end. */
function volumes(stage: Stage): void {
  const surgeDay = stage.daysAgo(8);
  for (const [name, label] of [
    ['svc-crane-status', 'sudden-volume'],
    ['svc-crane-month', 'many-by-rhythm'],
  ] as const) {
    const { key, caller, origin } = machine(
      stage,
      name,
      ['sqs:GetQueueUrl', 'dynamodb:DescribeTable'],
      agents.java,
    );
    stage.everyHour(name, ({ hour, shell }) => {
      const isBusy =
        label === 'sudden-volume' ? hour >= surgeDay && hour < surgeDay + 86_400_000 : isLastDayOfMonth(hour);
      const work = shell(caller, origin, { minute: 1, pauseMs: [100, 900] });
      work.run(plain('sqs', 'GetQueueUrl', { queueName: 'cranes' }));
      for (let call = isBusy ? 40 : 1; call > 0; call -= 1)
        work.run(plain('dynamodb', 'DescribeTable', { tableName: 'cranes' }));
    });
    stage.aws.label(key.id, label);
  }
}

/** A key that begins to read secrets, beside one that always did. */
function secrets(stage: Stage): void {
  const since = stage.daysAgo(11);
  for (const [name, label] of [
    ['svc-berth-mail', 'new-power'],
    ['svc-berth-fax', 'old-power'],
  ] as const) {
    const { key, caller, origin } = machine(
      stage,
      name,
      ['sqs:GetQueueUrl', 'secretsmanager:GetSecretValue'],
      agents.boto,
    );
    stage.everyHour(name, ({ hour, shell }) => {
      if (new Date(hour).getUTCHours() % 8 !== 0) return;
      const work = shell(caller, origin).run(plain('sqs', 'GetQueueUrl', { queueName: 'mail' }));
      if (label === 'old-power' || hour >= since)
        work.run(plain('secretsmanager', 'GetSecretValue', { secretId: 'berths/smtp' }));
    });
    stage.aws.label(key.id, label);
  }
}

/** A key that takes up another service, beside one that calls it at every month's end. */
function services(stage: Stage): void {
  const since = stage.daysAgo(14);
  for (const [name, label] of [
    ['svc-tug-orders', 'new-service'],
    ['svc-tug-bills', 'service-by-rhythm'],
  ] as const) {
    const { key, caller, origin } = machine(
      stage,
      name,
      ['sqs:GetQueueUrl', 'dynamodb:DescribeTable'],
      agents.boto,
    );
    stage.everyHour(name, ({ hour, shell }) => {
      if (new Date(hour).getUTCHours() % 12 !== 4) return;
      const work = shell(caller, origin).run(plain('sqs', 'GetQueueUrl', { queueName: 'tugs' }));
      if (label === 'new-service' ? hour >= since : isLastDayOfMonth(hour))
        work.run(plain('dynamodb', 'DescribeTable', { tableName: 'tugs' }));
    });
    stage.aws.label(key.id, label);
  }
}

/** A key that makes an administrator, once. */
function backDoor(stage: Stage): void {
  const at = stage.daysAgo(9.4);
  const maker = createBot(stage, 'svc-account-sync', {
    account,
    createdAt,
    owner: people.ralfBrandt,
    inline: {
      work: document(
        allow(['iam:ListUsers', 'iam:CreateUser', 'iam:AttachUserPolicy', 'iam:CreateAccessKey']),
      ),
    },
  });
  const origin = fromPlace(places.frankfurtCloud, agents.boto, stage.random.split('sync'));
  stage.everyHour('sync', ({ hour, shell }) => {
    if (new Date(hour).getUTCHours() === 5) shell(maker.caller, origin).run(plain('iam', 'ListUsers'));
  });
  const door = createBot(stage, 'svc-telemetry', {
    account,
    createdAt: at,
    owner: people.ralfBrandt,
    attached: [awsManaged.administrator],
  });
  stage.once('door', at, ({ shell }) => {
    const work = shell(maker.caller, origin);
    work
      .run(createUser(door.user, work.at))
      .run(attachUserPolicy(door.user, awsManaged.administrator))
      .run(createAccessKey(door.key, work.at));
  });
  stage.aws.label(door.user.arn, 'phantom');
  stage.aws.label(door.key.id, 'young-grant');
  stage.aws.label(maker.key.id, 'made-a-phantom');
}

/** Somebody at the machine of a job, with a program of his own. */
function oddProgram(stage: Stage): void {
  const { key, caller } = createBot(stage, 'svc-scale-house', {
    account,
    createdAt,
    owner: people.benFischer,
    inline: { work: document(allow(['sqs:GetQueueUrl', 'dynamodb:DescribeTable'])) },
  });
  const usual = fromPlace(places.frankfurtCloud, agents.java, stage.random.split('scale'));
  stage.everyHour('scale', ({ hour, shell }) => {
    if (new Date(hour).getUTCHours() % 4 === 0)
      shell(caller, usual).run(plain('sqs', 'GetQueueUrl', { queueName: 'scales' }));
  });
  stage.once('odd', stage.daysAgo(5.5), ({ shell }) => {
    shell(caller, { ...usual, agent: agents.curl }).run(plain('sqs', 'GetQueueUrl', { queueName: 'scales' }));
  });
  stage.aws.label(key.id, 'new-agent');
}
