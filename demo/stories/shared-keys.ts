import { accounts, homeRegion } from '../aws/accounts.ts';
import { awsManaged } from '../aws/managed-policies.ts';
import { operation } from '../aws/operation.ts';
import { plain } from '../aws/operations/platform.ts';
import { getObject, listBuckets, listObjects, putObject } from '../aws/operations/s3.ts';
import { getCallerIdentity } from '../aws/operations/sts.ts';
import { agents, fromPlace } from '../aws/origin.ts';
import { denied } from '../aws/outcomes.ts';
import { allow, document } from '../aws/policies.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import { nightly, officeHours } from '../organisation/rhythm.ts';
import type { Story } from '../world.ts';
import { createBot } from './bot.ts';
import { ledgerBucket } from './calendar-jobs.ts';

/** The build server of the time before short-lived sessions. */
export const legacyCiKey: Story = {
  id: 'legacy-ci-key',
  title: 'An old build server still deploys the website with a five-year-old key',
  tell: (stage) => {
    const bucket = stage.estate.resources.bucket(accounts.prod, 'meridian-website');
    const { user, key, caller } = createBot(stage, 'jenkins-legacy', {
      account: accounts.prod,
      createdAt: '2021-01-11T10:00:00Z',
      tags: { team: 'platform' },
      attached: [awsManaged.powerUser, awsManaged.s3Full],
    });
    const origin = fromPlace(places.hamburgOffice, agents.oldCli, stage.random.split('origin'));
    const pace = officeHours('Europe/Berlin');
    stage.everyHour('build', ({ hour, random, shell }) => {
      if (!random.chance(0.12 * pace(hour))) return;
      const build = shell(caller, origin).run(getCallerIdentity).run(listObjects(bucket));
      for (let file = 0; file < 8; file += 1) build.run(putObject(bucket, `assets/${random.hex(8)}.js`));
      build.run(
        operation('cloudfront', 'CreateInvalidation', 'cloudfront:CreateInvalidation', {
          distributionId: 'E2QWRUHAPOMQZL',
        }),
      );
      build.run(
        operation('cloudfront', 'GetInvalidation', 'cloudfront:GetInvalidation', {
          distributionId: 'E2QWRUHAPOMQZL',
        }),
      );
    });
    stage.label(key.id, 'old-key', 'no-owner');
    stage.expect(user.arn, 's3:PutObject', 'unknown', 'it writes to a bucket whose objects are not recorded');
  },
};

/** One key for two teams: whoever takes it away breaks the other one. */
export const sharedBot: Story = {
  id: 'shared-bot',
  title: 'Two teams use the key of one bot from two places, for different things',
  tell: (stage) => {
    const { user, key, caller } = createBot(stage, 'svc-reporting', {
      account: accounts.data,
      createdAt: '2022-07-18T10:00:00Z',
      owner: people.sofiaRossi,
      attached: [awsManaged.s3Read],
      inline: { report: document(allow(['athena:*', 'glue:Get*', 'sns:*', 'ses:Send*'])) },
    });
    const growth = fromPlace(places.irelandCloud, agents.node, stage.random.split('growth'));
    const data = fromPlace(places.frankfurtCloud, agents.boto, stage.random.split('data'));
    stage.everyHour('growth', ({ random, shell }) => {
      if (!random.chance(0.5)) return;
      shell(caller, growth)
        .run(
          operation('athena', 'StartQueryExecution', 'athena:StartQueryExecution', {
            queryString: '***OMITTED***',
            workGroup: 'growth',
          }),
        )
        .run(plain('athena', 'GetQueryResults', { queryExecutionId: random.uuid() }));
    });
    stage.everyHour('data', ({ hour, shell }) => {
      if (nightly(5)(hour) === 0) return;
      const night = shell(caller, data)
        .run(plain('glue', 'GetDatabases'))
        .run(plain('glue', 'GetTables', { databaseName: 'curated' }));
      for (const table of ['shipments', 'lanes'])
        night.run(plain('glue', 'GetPartitions', { databaseName: 'curated', tableName: table }));
    });
    stage.label(key.id, 'shared');
    stage.label(user.arn, 'shared');
  },
};

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
    stage.label(key.id, 'human-on-machine-key');
    stage.label(user.arn, 'human-on-machine-key');
  },
};
