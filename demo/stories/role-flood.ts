import { type Account, accounts } from '../aws/accounts.ts';
import { createRole, putRolePolicy } from '../aws/operations/iam.ts';
import { plain } from '../aws/operations/platform.ts';
import { agents, fromPlace } from '../aws/origin.ts';
import { allow, document } from '../aws/policies.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import { DAY } from '../time.ts';
import type { Stage, Story } from '../world.ts';
import { batchJob } from './batch-job.ts';
import { createBot } from './bot.ts';

/** A role for every little job, until nobody can overlook them. */
export const roleFlood: Story = {
  id: 'role-flood',
  title:
    'Twelve new roles in a quarter of a year where there were ten; in another account, three where there were twenty',
  tell: (stage) => {
    const born = jobs(stage, { account: accounts.dev, name: 'try', count: 22, young: 12 });
    jobs(stage, { account: accounts.security, name: 'watch', count: 23, young: 3 });
    const { caller } = createBot(stage, 'svc-job-infra', {
      account: accounts.dev,
      createdAt: '2023-04-03T09:00:00Z',
      owner: people.tomaszWilk,
      inline: { roles: document(allow(['iam:CreateRole', 'iam:PutRolePolicy', 'iam:PassRole'])) },
    });
    const origin = fromPlace(places.ciRunners, agents.terraform, stage.random.split('runner'));
    for (const { role, at } of born) {
      stage.once(role.name, at, ({ shell }) => {
        const apply = shell(caller, origin, { pauseMs: [50, 400] });
        apply.run(createRole(role, apply.at));
        for (const [name, policy] of Object.entries(role.inline ?? {}))
          apply.run(putRolePolicy(role, name, policy));
      });
    }
    for (const { role } of born) stage.aws.label(role.arn, 'exploding');
  },
};

interface Jobs {
  readonly account: Account;
  readonly name: string;
  readonly count: number;
  /** How many of them were made within the last weeks. */
  readonly young: number;
}

/** Roles that have nothing in common, each at work every third night; tells which are young, and when they were made. */
function jobs(stage: Stage, { account, name, count, young }: Jobs) {
  return Array.from({ length: count }, (_, index) => {
    const isYoung = index >= count - young;
    const at = isYoung
      ? stage.daysAgo(82 - (index - count + young) * 6.5)
      : Date.parse('2023-05-08T09:00:00Z') + index * DAY;
    const looks = [0, 1, 3].map((step) => reads[(index * 2 + step) % reads.length] ?? reads[0]);
    const role = batchJob(stage, {
      name: `${name}-${String(index + 1).padStart(2, '0')}`,
      account,
      owner: people.tomaszWilk,
      service: 'lambda.amazonaws.com',
      createdAt: new Date(at).toISOString(),
      inline: { work: document(allow(looks.map(([service, action]) => `${service}:${action}`))) },
      rhythm: (hour) =>
        hour > at && new Date(hour).getUTCHours() === 2 && Math.floor(hour / DAY) % 3 === index % 3 ? 1 : 0,
      work: (shell) => {
        for (const [service, action] of looks) shell.run(plain(service, action));
      },
    });
    if (isYoung) stage.aws.label(role.arn, 'young-grant');
    return { role, at };
  }).slice(count - young);
}

/** Nothing that could be taken for power. */
const reads = [
  ['cloudwatch', 'DescribeAlarms'],
  ['dynamodb', 'ListTables'],
  ['ec2', 'DescribeVpcs'],
  ['ec2', 'DescribeInstances'],
  ['ecr', 'DescribeRepositories'],
  ['ecs', 'DescribeClusters'],
  ['eks', 'ListClusters'],
  ['elasticache', 'DescribeCacheClusters'],
  ['kinesis', 'ListStreams'],
  ['kms', 'ListKeys'],
  ['rds', 'DescribeDBInstances'],
  ['sns', 'ListTopics'],
  ['sqs', 'ListQueues'],
  ['ssm', 'DescribeParameters'],
] as const;
