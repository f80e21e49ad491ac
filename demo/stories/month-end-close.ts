import { accounts } from '../aws/accounts.ts';
import { operation } from '../aws/operation.ts';
import { reEncrypt } from '../aws/operations/kms.ts';
import { plain } from '../aws/operations/platform.ts';
import { getObject, listObjects, putObject } from '../aws/operations/s3.ts';
import { allow, document } from '../aws/policies.ts';
import { people } from '../organisation/people.ts';
import { monthEnd } from '../organisation/rhythm.ts';
import type { Story } from '../world.ts';
import { batchJob } from './batch-job.ts';
import { ledgerBucket } from './buckets.ts';

/** The close of the books on the last day of every month. */
export const monthEndClose: Story = {
  id: 'month-end-close',
  title: 'The books are closed on the last day of the month, at night',
  tell: (stage) => {
    const ledger = ledgerBucket(stage);
    const { resources } = stage.aws.estate;
    const archiveKey = resources.kmsKey(accounts.prod, 'archive');
    const role = batchJob(stage, {
      name: 'month-end-close',
      account: accounts.prod,
      owner: people.inesMoreau,
      service: 'states.amazonaws.com',
      rhythm: monthEnd(22),
      createdAt: '2021-06-14T12:00:00Z',
      inline: {
        close: document(
          allow(['rds:*', 's3:*', 'kms:*', 'states:*']),
          allow('lambda:InvokeFunction', `arn:aws:lambda:*:${accounts.prod.id}:function:close-*`),
        ),
      },
      work: (shell) => {
        const snapshot = {
          dBInstanceIdentifier: 'ledger-prod',
          dBSnapshotIdentifier: `close-${shell.random.hex(6)}`,
        };
        shell
          .run(operation('rds', 'CreateDBSnapshot', 'rds:CreateDBSnapshot', snapshot))
          .run(plain('rds', 'DescribeDBSnapshots', snapshot))
          .run(listObjects(ledger, 'postings/'));
        for (let part = 0; part < 25; part += 1) shell.run(getObject(ledger, `postings/part-${part}.csv`));
        shell
          .run(putObject(ledger, 'closed/balance.csv'))
          .run(reEncrypt(ledger.kmsKey ?? archiveKey, archiveKey));
      },
    });
    stage.aws.label(role.arn, 'monthly');
    stage.aws.expect(role.arn, 'kms:ReEncryptFrom', 'used', 'part of every re-encryption');
    stage.aws.expect(role.arn, 'rds:DeleteDBInstance', 'unused', 'would have been recorded, and was not');
  },
};
