import { accounts, homeRegion } from '../aws/accounts.ts';
import { plain } from '../aws/operations/platform.ts';
import { getObject, listBuckets, listObjects, putObject } from '../aws/operations/s3.ts';
import { getCallerIdentity } from '../aws/operations/sts.ts';
import { agents, fromPlace } from '../aws/origin.ts';
import { denied } from '../aws/outcomes.ts';
import { allow, document } from '../aws/policies.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import type { Story } from '../world.ts';
import { createBot } from './bot.ts';
import { ledgerBucket } from './buckets.ts';

/** A person with the credentials of a machine. */
export const borrowedKey: Story = {
  id: 'borrowed-key',
  title: 'An engineer uses the key of a machine from home, by hand, because it may do more than he may',
  tell: (stage) => {
    const ledger = ledgerBucket(stage);
    const { user, key, caller } = createBot(stage, 'svc-payout-runner', {
      account: accounts.prod,
      createdAt: '2022-09-05T10:00:00Z',
      owner: people.inesMoreau,
      inline: {
        payout: document(
          allow(['s3:*'], [ledger.arn, `${ledger.arn}/*`]),
          allow(['kms:Decrypt', 'kms:GenerateDataKey', 'secretsmanager:GetSecretValue']),
        ),
      },
    });
    const machine = fromPlace(places.frankfurtCloud, agents.java, stage.random.split('machine'));
    stage.everyHour('payout', ({ hour, random, shell }) => {
      if (new Date(hour).getUTCHours() % 3 !== 0) return;
      shell(caller, machine, { minute: 20 })
        .run(plain('secretsmanager', 'GetSecretValue', { secretId: 'payments/psp' }))
        .run(getObject(ledger, `payouts/${random.hex(6)}.csv`))
        .run(putObject(ledger, `payouts/${random.hex(6)}.done`));
    });
    const engineer = people.ciaranWalsh;
    const home = fromPlace(engineer.home, agents.cli, stage.random.split('home'));
    for (const days of [51.3, 50.4, 17.2, 3.3]) {
      stage.once(`by hand/${days}`, stage.daysAgo(days), ({ shell }) => {
        const hands = shell(caller, home, { pauseMs: [8_000, 90_000] })
          .run(getCallerIdentity)
          .run(listObjects(ledger, 'payouts/'));
        const refusal = denied(caller, 's3:ListAllMyBuckets', {
          reason: 'because no identity-based policy allows the {} action',
        });
        hands.run(listBuckets(homeRegion), { answer: refusal });
        for (let file = 0; file < 5; file += 1) hands.run(getObject(ledger, `payouts/manual-${file}.csv`));
      });
    }
    stage.aws.intrude(
      user.arn,
      ['s3:ListAllMyBuckets', 's3:ListBucket'],
      'a person looked for files by hand',
    );
    stage.aws.label(key.id, 'human-on-machine-key');
    stage.aws.label(user.arn, 'human-on-machine-key');
  },
};
