import { accounts } from '../aws/accounts.ts';
import { getObject, putBucketPolicy } from '../aws/operations/s3.ts';
import { agents, fromPlace } from '../aws/origin.ts';
import { allow, document } from '../aws/policies.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import { HOUR } from '../time.ts';
import type { Story } from '../world.ts';
import { createBot } from './bot.ts';
import { staffShell } from './permission-sets.ts';

const account = accounts.prod;

/** A right that no policy of its holder explains. */
export const usedNotGranted: Story = {
  id: 'used-not-granted',
  title: 'A bot reads a bucket although none of its own policies says so: the policy of the bucket does',
  tell: (stage) => {
    const bucket = stage.aws.estate.resources.bucket(account, 'meridian-tariff-sources', {
      isRecorded: true,
    });
    const { user, caller } = createBot(stage, 'svc-tariff-check', {
      account,
      createdAt: '2024-01-15T10:00:00Z',
      owner: people.hannaVogel,
      inline: { settings: document(allow('ssm:GetParameter')) },
    });
    const origin = fromPlace(places.frankfurtCloud, agents.boto, stage.random.split('origin'));
    stage.everyHour('check', ({ hour, random, shell }) => {
      if (new Date(hour).getUTCHours() % 8 !== 0) return;
      shell(caller, origin).run(getObject(bucket, `sources/${random.hex(4)}.csv`));
    });
    stage.once('bucket policy', stage.daysAgo(117) + 9 * HOUR, (turn) => {
      const statement = {
        Effect: 'Allow',
        Principal: { AWS: user.arn },
        Action: 's3:GetObject',
        Resource: `${bucket.arn}/*`,
      };
      const policy = { Version: '2012-10-17', Statement: [statement] };
      staffShell(stage, turn, people.hannaVogel, account, 'Administrator').run(
        putBucketPolicy(bucket, policy),
      );
    });
    stage.aws.label(user.arn, 'used-not-granted');
    stage.aws.expect(user.arn, 's3:GetObject', 'used-not-granted', 'allowed by the policy of the bucket');
  },
};
