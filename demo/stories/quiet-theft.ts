import { accounts } from '../aws/accounts.ts';
import { getObject, listObjects } from '../aws/operations/s3.ts';
import { agents, fromPlace } from '../aws/origin.ts';
import { allow, document } from '../aws/policies.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import type { Story } from '../world.ts';
import { createBot } from './bot.ts';

/** Somebody who does with a stolen key only what it always did, and a job that moved. */
export const quietTheft: Story = {
  id: 'quiet-theft',
  title:
    'A key reads its usual files from another country for an afternoon; the key of a job that moved does so for good',
  tell: (stage) => {
    const bucket = stage.aws.estate.resources.bucket(accounts.prod, 'meridian-gate-photos', {
      isRecorded: true,
    });
    const movedAt = stage.daysAgo(40);
    for (const name of ['svc-gate-photos', 'svc-gate-plates'] as const) {
      const { key, caller } = createBot(stage, name, {
        account: accounts.prod,
        createdAt: '2026-01-26T09:00:00Z',
        owner: people.danielOrtiz,
        inline: {
          photos: document(allow(['s3:GetObject', 's3:ListBucket'], [bucket.arn, `${bucket.arn}/*`])),
        },
      });
      const home = fromPlace(places.virginiaCloud, agents.go, stage.random.split(name));
      const moved = fromPlace(places.irelandCloud, agents.go, stage.random.split(`${name}/moved`));
      stage.everyHour(name, ({ hour, random, shell }) => {
        if (new Date(hour).getUTCHours() % 3 !== 0) return;
        const origin = name === 'svc-gate-plates' && hour >= movedAt ? moved : home;
        shell(caller, origin)
          .run(listObjects(bucket, 'in/'))
          .run(getObject(bucket, `in/${random.hex(6)}.jpg`));
      });
      stage.aws.label(key.id, name === 'svc-gate-photos' ? 'new-place' : 'moved');
      if (name !== 'svc-gate-photos') continue;
      const away = fromPlace(places.vietnam, agents.go, stage.random.split('away'));
      stage.once('away', stage.daysAgo(6.6), ({ random, shell }) => {
        const thief = shell(caller, away, { minute: 5 }).run(listObjects(bucket, 'in/'));
        for (let file = 0; file < 25; file += 1) thief.run(getObject(bucket, `in/${random.hex(6)}.jpg`));
      });
    }
  },
};
