import { accounts, homeRegion } from '../aws/accounts.ts';
import { awsManaged } from '../aws/managed-policies.ts';
import { attachUserPolicy, createAccessKey, createUser } from '../aws/operations/iam.ts';
import { plain } from '../aws/operations/platform.ts';
import { listBuckets } from '../aws/operations/s3.ts';
import { agents, fromPlace } from '../aws/origin.ts';
import { allow, document } from '../aws/policies.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import { HOUR } from '../time.ts';
import type { Stage, Story } from '../world.ts';
import { createBot } from './bot.ts';
import { staffShell } from './permission-sets.ts';

/** Keys that nobody has used for long, or ever. */
export const sleepingKeys: Story = {
  id: 'sleeping-keys',
  title:
    'Keys that fell silent 67, 96, 151 and 233 days ago, one of a man who left, and three that never woke',
  tell: (stage) => {
    sleeper(stage, 'svc-label-archive', 67, 'dormant-60d');
    sleeper(stage, 'svc-rate-import', 96, 'dormant-90d');
    sleeper(stage, 'svc-fax-gateway', 151, 'dormant-90d');
    sleeper(stage, 'svc-dms-migration', 233, 'dormant-90d', 'silent-whole-window');
    ownerLeft(stage);
    neverUsed(stage);
  },
};

function sleeper(stage: Stage, name: string, silentDays: number, ...labels: readonly string[]): void {
  const account = accounts.prod;
  const stopsAt = stage.daysAgo(silentDays) - 2 * HOUR;
  const lastUse = { at: stopsAt, region: homeRegion, service: 's3' };
  const { user, key, caller } = createBot(stage, name, {
    account,
    createdAt: '2021-05-04T12:00:00Z',
    ...(silentDays < 100 && { owner: people.danielOrtiz }),
    attached: [awsManaged.s3Full],
    inline: { queue: document(allow(['sqs:*', 'dynamodb:*'])) },
    key: stopsAt < stage.window.from ? { lastUse } : {},
  });
  const origin = fromPlace(places.frankfurtCloud, agents.oldBoto, stage.random.split(name));
  stage.everyHour(name, ({ hour, shell }) => {
    if (hour >= stopsAt || new Date(hour).getUTCHours() % 6 !== 0) return;
    shell(caller, origin).run(listBuckets(homeRegion)).run(plain('sqs', 'ListQueues'));
  });
  stage.aws.label(key.id, 'dormant', ...labels);
  stage.aws.label(user.arn, 'dormant', ...labels);
}

function ownerLeft(stage: Stage): void {
  const leftAt = stage.daysAgo(28);
  const { user, key, caller } = createBot(stage, 'hr-sync-legacy', {
    account: accounts.prod,
    createdAt: '2021-02-01T12:00:00Z',
    owner: people.marcCastell,
    inline: {
      sync: document(
        allow(['iam:*User*', 'iam:List*', 'iam:Get*', 'secretsmanager:GetSecretValue', 'ses:SendEmail']),
      ),
    },
  });
  const origin = fromPlace(places.hamburgOffice, agents.oldBoto, stage.random.split('hr'));
  stage.everyHour('hr-sync', ({ hour, shell }) => {
    if (hour >= leftAt || new Date(hour).getUTCHours() !== 6) return;
    const work = shell(caller, origin, { minute: 0 });
    work.run(plain('secretsmanager', 'GetSecretValue', { secretId: 'hr/export' }));
    for (let page = 0; page < 4; page += 1) work.run(plain('iam', 'ListUsers', { marker: `page-${page}` }));
  });
  stage.aws.label(key.id, 'owner-left');
  stage.aws.label(user.arn, 'owner-left', 'can-escalate');
}

function neverUsed(stage: Stage): void {
  const { administrator, s3Read } = awsManaged;
  const pilot = createBot(stage, 'svc-pilot-tracking', {
    account: accounts.prod,
    createdAt: stage.daysAgo(310),
    attached: [administrator],
  });
  const contractor = createBot(stage, 'contractor-emea', {
    account: accounts.prod,
    createdAt: stage.daysAgo(145),
    attached: [s3Read],
  });
  const madeAt = stage.daysAgo(20) + 13 * HOUR;
  const hackathon = createBot(stage, 'svc-hackathon', {
    account: accounts.sandbox,
    createdAt: madeAt,
    owner: people.owenClarke,
    attached: [s3Read],
  });
  stage.once('hackathon', madeAt, (turn) => {
    const shell = staffShell(stage, turn, people.joyOkafor, accounts.sandbox, 'Administrator');
    shell.run(createUser(hackathon.user, shell.at)).run(attachUserPolicy(hackathon.user, s3Read));
    shell.run(createAccessKey(hackathon.key, shell.at));
  });
  for (const { user, key } of [pilot, contractor, hackathon]) {
    stage.aws.label(key.id, 'never-used');
    stage.aws.label(user.arn, 'never-used');
  }
  stage.aws.label(hackathon.key.id, 'young-grant');
}
