import { accounts } from '../aws/accounts.ts';
import { createAccessKey, deleteAccessKey, updateAccessKey } from '../aws/operations/iam.ts';
import { getObject, listObjects, putObject } from '../aws/operations/s3.ts';
import { agents, fromPlace } from '../aws/origin.ts';
import { allow, document } from '../aws/policies.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import { HOUR } from '../time.ts';
import type { Story } from '../world.ts';
import { createBot } from './bot.ts';
import { customsBucket } from './buckets.ts';
import { staffShell } from './permission-sets.ts';

/** One machine, two keys, one after the other. */
export const rotatedKey: Story = {
  id: 'rotated-key',
  title:
    'A key is rotated: a new one is made, both work for two days, the old one is switched off and deleted',
  tell: (stage) => {
    const account = accounts.prod;
    const bucket = customsBucket(stage);
    const { user, key: newKey } = createBot(stage, 'svc-customs-feed', {
      account,
      createdAt: '2021-08-23T09:00:00Z',
      owner: people.hannaVogel,
      inline: {
        feed: document(
          allow(['s3:GetObject', 's3:PutObject', 's3:ListBucket'], [bucket.arn, `${bucket.arn}/*`]),
        ),
      },
      key: { createdAt: stage.daysAgo(42) + 10 * HOUR },
    });
    const oldKey = stage.aws.estate.key(
      user,
      { createdAt: Date.parse('2021-08-23T09:02:00Z'), status: 'Deleted' },
      2,
    );
    const origin = fromPlace(places.frankfurtCloud, agents.boto, stage.random.split('origin'));
    const switchedAt = stage.daysAgo(40) + 11 * HOUR;
    stage.everyHour('feed', ({ hour, random, shell }) => {
      if (new Date(hour).getUTCHours() % 2 === 1) return;
      const isOverlap = hour > newKey.createdAt && hour < switchedAt;
      const key = hour >= switchedAt || (isOverlap && random.chance(0.5)) ? newKey : oldKey;
      const work = shell({ kind: 'access-key', key }, origin, { minute: 30 });
      work.run(listObjects(bucket, 'outbox/')).run(getObject(bucket, `outbox/${random.hex(8)}.xml`));
      if (random.chance(0.5)) work.run(putObject(bucket, `inbox/${random.hex(8)}.xml`));
    });
    const steps = {
      create: newKey.createdAt,
      disable: stage.daysAgo(38) + 9 * HOUR,
      remove: stage.daysAgo(30) + 9 * HOUR,
    };
    for (const [step, at] of Object.entries(steps)) {
      stage.once(step, at, (turn) => {
        const shell = staffShell(stage, turn, people.ralfBrandt, account, 'Support');
        if (step === 'create') shell.run(createAccessKey(newKey, shell.at));
        else shell.run(step === 'disable' ? updateAccessKey(oldKey, 'Inactive') : deleteAccessKey(oldKey));
      });
    }
    stage.aws.label(oldKey.id, 'rotated-out');
    stage.aws.label(newKey.id, 'rotated-in');
  },
};
