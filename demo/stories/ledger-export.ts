import { accounts } from '../aws/accounts.ts';
import { awsManaged } from '../aws/managed-policies.ts';
import { operation } from '../aws/operation.ts';
import { describeKey } from '../aws/operations/kms.ts';
import { message, plain, sendMail } from '../aws/operations/platform.ts';
import { getObject, listObjects, putObject, readBucket } from '../aws/operations/s3.ts';
import { agents, fromPlace } from '../aws/origin.ts';
import { denied } from '../aws/outcomes.ts';
import { allow, document } from '../aws/policies.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import { dayAndNight } from '../organisation/rhythm.ts';
import type { Story } from '../world.ts';
import { createBot } from './bot.ts';
import { ledgerBucket } from './buckets.ts';

/** The export job whose smaller policy takes some thought. */
export const ledgerExport: Story = {
  id: 'ledger-export',
  title:
    'An export key with hundreds of permissions uses a handful; for some of the rest the log cannot tell',
  tell: (stage) => {
    const account = accounts.prod;
    const ledger = ledgerBucket(stage);
    const group = stage.aws.estate.group(account, 'finance-batch', {
      createdAt: Date.parse('2022-11-14T09:00:00Z'),
      attached: [awsManaged.s3Full],
    });
    const { user, key, caller } = createBot(stage, 'svc-ledger-export', {
      account,
      createdAt: '2023-02-14T09:30:00Z',
      owner: people.inesMoreau,
      groups: [group],
      inline: {
        export: document(
          allow(['glue:*', 'athena:*', 'dynamodb:*', 'sqs:*', 'logs:*']),
          allow('kms:*', ledger.kmsKey?.arn ?? '*'),
          allow(['secretsmanager:*', 'iam:Get*', 'iam:List*', 'iam:PassRole'], `arn:aws:*::${account.id}:*`),
        ),
      },
    });
    const pace = dayAndNight('Europe/Dublin');
    const origin = fromPlace(places.frankfurtCloud, agents.boto, stage.random.split('origin'));
    const routine = [
      () => listObjects(ledger, 'postings/'),
      () => plain('glue', 'GetTable', { databaseName: 'ledger', name: 'postings' }),
      () =>
        operation('athena', 'StartQueryExecution', 'athena:StartQueryExecution', {
          queryString: '***OMITTED***',
          workGroup: 'ledger',
        }),
      () => plain('athena', 'GetQueryExecution', { queryExecutionId: stage.random.uuid() }),
      () => readBucket('GetBucketLocation', ledger),
      () => message('SendMessage', account, 'eu-central-1', 'ledger-exports'),
      ...(ledger.kmsKey ? [() => describeKey(ledger.kmsKey ?? { id: '', arn: '', account })] : []),
    ];
    stage.everyHour('export', ({ hour, random, shell }) => {
      const work = shell(caller, origin, { minute: 14 });
      for (let count = random.poisson(2 * pace(hour)); count > 0; count -= 1)
        work.run(random.pick(routine)());
      if (new Date(hour).getUTCHours() !== 2) return;
      for (let part = 0; part < 12; part += 1) {
        work
          .run(getObject(ledger, `postings/part-${part}.csv`))
          .run(putObject(ledger, `export/part-${part}.parquet`));
      }
      if (hour < stage.daysAgo(18) || random.chance(0.4)) return;
      const reason = 'because no identity-based policy allows the {} action';
      work.run(sendMail, { answer: denied(caller, 'ses:SendRawEmail', { resource: '*', reason }) });
    });
    stage.aws.label(key.id, 'over-granted');
    stage.aws.label(user.arn, 'over-granted', 'can-escalate');
    stage.aws.expect(user.arn, 's3:GetObject', 'used', 'on the ledger, whose objects are recorded');
    stage.aws.expect(user.arn, 's3:DeleteObject', 'unknown', 'on all other buckets it would leave no record');
    stage.aws.expect(user.arn, 'sqs:SendMessage', 'unknown', 'calls on messages are not recorded');
    stage.aws.expect(user.arn, 'glue:DeleteTable', 'unused', 'would have been recorded, and was not');
    stage.aws.expect(user.arn, 'ses:SendRawEmail', 'denied', 'refused since eighteen days before the end');
  },
};
