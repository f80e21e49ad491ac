import { accounts } from '../aws/accounts.ts';
import { operation } from '../aws/operation.ts';
import { getObject, listObjects, putObject } from '../aws/operations/s3.ts';
import { allow, document } from '../aws/policies.ts';
import { people } from '../organisation/people.ts';
import { quarterly } from '../organisation/rhythm.ts';
import type { Story } from '../world.ts';
import { batchJob } from './batch-job.ts';
import { ledgerBucket } from './buckets.ts';

/** The tax report on the second day of every quarter. */
export const quarterlyTax: Story = {
  id: 'quarterly-tax',
  title: 'The tax report runs once a quarter',
  tell: (stage) => {
    const ledger = ledgerBucket(stage);
    const role = batchJob(stage, {
      name: 'quarterly-tax',
      account: accounts.prod,
      owner: people.annaSchulz,
      service: 'lambda.amazonaws.com',
      rhythm: quarterly(6),
      createdAt: '2021-09-20T12:00:00Z',
      inline: {
        tax: document(
          allow(['s3:Get*', 's3:List*', 's3:PutObject', 'kms:Decrypt', 'kms:GenerateDataKey', 'textract:*']),
        ),
      },
      work: (shell) => {
        shell.run(listObjects(ledger, 'closed/')).run(getObject(ledger, 'closed/balance.csv'));
        shell.run(
          operation('textract', 'AnalyzeExpense', 'textract:AnalyzeExpense', {
            document: { s3Object: { bucket: ledger.name } },
          }),
        );
        shell.run(putObject(ledger, 'tax/quarter.xml'));
      },
    });
    stage.aws.label(role.arn, 'quarterly');
  },
};
