import { type Account, accounts } from '../aws/accounts.ts';
import { uniqueId } from '../aws/identifiers.ts';
import { plain } from '../aws/operations/platform.ts';
import { getObject, listObjects } from '../aws/operations/s3.ts';
import { getCallerIdentity } from '../aws/operations/sts.ts';
import { agents, fromPlace } from '../aws/origin.ts';
import { authenticationFailed } from '../aws/outcomes.ts';
import { allow, document } from '../aws/policies.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import { HOUR } from '../time.ts';
import type { Stage, Story } from '../world.ts';
import { createBot } from './bot.ts';
import { lakeBuckets } from './buckets.ts';

/** Credentials that are dead, on machines that do not know it. */
export const zombieKeys: Story = {
  id: 'zombie-keys',
  title: 'A switched-off key and a deleted one keep knocking; so do an expired session and a wrong signature',
  tell: (stage) => {
    switchedOff(stage, accounts.prod);
    deleted(stage, accounts.data);
    wrongSecret(stage);
  },
};

const invalidToken = authenticationFailed(
  'InvalidClientTokenId',
  'The security token included in the request is invalid.',
);
const unknownKey = authenticationFailed(
  'InvalidAccessKeyId',
  'The AWS Access Key Id you provided does not exist in our records.',
);

function switchedOff(stage: Stage, account: Account): void {
  const { user, key, caller } = createBot(stage, 'svc-old-exporter', {
    account,
    createdAt: '2019-12-02T10:00:00Z',
    owner: people.benFischer,
    inline: { export: document(allow(['s3:*', 'rds:Describe*'])) },
    key: { status: 'Inactive', lastUse: { at: stage.daysAgo(205), region: 'eu-central-1', service: 's3' } },
  });
  const origin = fromPlace(places.rentedServer, agents.oldBoto, stage.random.split('off'));
  stage.everyHour('switched-off', ({ shell }) => {
    shell(caller, origin, { minute: 5 }).run(getCallerIdentity, { answer: invalidToken });
  });
  stage.aws.label(key.id, 'zombie');
  stage.aws.label(user.arn, 'zombie');
}

function deleted(stage: Stage, account: Account): void {
  const keyId = uniqueId('AKIA', account, stage.random.split('deleted'));
  const bucket = lakeBuckets(stage).raw;
  const origin = fromPlace(places.dublinOffice, agents.oldBoto, stage.random.split('deleted-origin'));
  stage.everyHour('deleted', ({ hour, shell }) => {
    if (new Date(hour).getUTCHours() !== 2) return;
    const caller = { kind: 'unknown-key', account, keyId } as const;
    shell(caller, origin)
      .run(listObjects(bucket), { answer: unknownKey })
      .run(getObject(bucket, 'feed.csv'), { answer: unknownKey });
  });
  stage.aws.label(keyId, 'zombie', 'not-in-inventory');
}

function wrongSecret(stage: Stage): void {
  const { key, caller } = createBot(stage, 'svc-yard-scales', {
    account: accounts.prod,
    createdAt: '2022-02-22T10:00:00Z',
    owner: people.danielOrtiz,
    inline: { read: document(allow(['secretsmanager:GetSecretValue', 'ssm:GetParameter'])) },
  });
  const origin = fromPlace(places.newarkOffice, agents.oldBoto, stage.random.split('scales'));
  const answer = authenticationFailed(
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.',
  );
  const brokenAt = stage.daysAgo(33);
  stage.everyHour('scales', ({ hour, shell }) => {
    if ((hour / HOUR) % 3 !== 0) return;
    const isBroken = hour >= brokenAt && hour < brokenAt + 9 * HOUR;
    const read = plain('ssm', 'GetParameter', { name: '/yard/scales', withDecryption: false });
    shell(caller, origin).run(read, isBroken ? { answer } : {});
  });
  stage.aws.label(key.id, 'authentication-failures');
}
