import { accounts, homeRegion } from '../aws/accounts.ts';
import { iam } from '../aws/operations/iam.ts';
import { plain } from '../aws/operations/platform.ts';
import { getObject, listBuckets, listObjects } from '../aws/operations/s3.ts';
import { getCallerIdentity } from '../aws/operations/sts.ts';
import { agents, fromPlace } from '../aws/origin.ts';
import { denied } from '../aws/outcomes.ts';
import { allow, document } from '../aws/policies.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import { HOUR } from '../time.ts';
import type { Story } from '../world.ts';
import { createBot } from './bot.ts';

/** A key that turns up somewhere it has never been. */
export const newCountry: Story = {
  id: 'new-country',
  title: 'A dispatch key that had only ever called from Virginia calls from Vietnam, and looks around',
  tell: (stage) => {
    const account = accounts.prod;
    const bucket = stage.aws.estate.resources.bucket(account, 'meridian-dispatch-plans', {
      isRecorded: true,
    });
    const { user, key, caller } = createBot(stage, 'svc-dispatch-sync', {
      account,
      createdAt: '2022-06-08T14:00:00Z',
      owner: people.graceKim,
      inline: {
        sync: document(allow(['s3:GetObject', 's3:PutObject', 's3:ListBucket', 's3:ListAllMyBuckets'])),
      },
    });
    const usual = fromPlace(places.virginiaCloud, agents.go, stage.random.split('usual'));
    stage.everyHour('sync', ({ hour, random, shell }) => {
      if (new Date(hour).getUTCHours() % 2 === 0) return;
      shell(caller, usual, { minute: 15 })
        .run(listObjects(bucket, 'plans/'))
        .run(getObject(bucket, `plans/${random.hex(6)}.json`));
    });
    const strange = fromPlace(places.vietnam, agents.oldCli, stage.random.split('strange'));
    stage.once('theft', stage.daysAgo(1.5), ({ random, shell }) => {
      const thief = shell(caller, strange, { minute: 12, pauseMs: [2_000, 20_000] });
      thief.run(getCallerIdentity).run(listBuckets(homeRegion));
      thief.run(iam('ListUsers'), {
        answer: denied(caller, 'iam:ListUsers', {
          resource: `arn:aws:iam::${account.id}:user/`,
          reason: noPolicy,
        }),
      });
      thief.run(plain('secretsmanager', 'ListSecrets'), {
        answer: denied(caller, 'secretsmanager:ListSecrets', {
          reason: noPolicy,
          code: 'AccessDeniedException',
        }),
      });
      for (let file = 0; file < 30; file += 1) thief.run(getObject(bucket, `plans/${random.hex(6)}.json`));
    });
    stage.once('theft again', stage.daysAgo(0.5) + HOUR, ({ random, shell }) => {
      const thief = shell(caller, strange, { minute: 3 });
      for (let file = 0; file < 12; file += 1) thief.run(getObject(bucket, `plans/${random.hex(6)}.json`));
    });
    stage.aws.intrude(
      user.arn,
      ['iam:ListUsers', 's3:ListAllMyBuckets', 'secretsmanager:ListSecrets'],
      'looked around with the stolen key',
    );
    stage.aws.label(key.id, 'new-country');
    stage.aws.label(user.arn, 'new-country');
    stage.aws.expect(user.arn, 'iam:ListUsers', 'denied', 'tried once from the new country');
    stage.aws.expect(user.arn, 's3:PutObject', 'unknown', 'on buckets whose objects are not recorded');
  },
};

const noPolicy = 'because no identity-based policy allows the {} action';
