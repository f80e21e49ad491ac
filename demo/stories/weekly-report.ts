import { accounts } from '../aws/accounts.ts';
import { awsManaged } from '../aws/managed-policies.ts';
import { operation } from '../aws/operation.ts';
import { plain, sendMail } from '../aws/operations/platform.ts';
import { getObject } from '../aws/operations/s3.ts';
import { allow, document } from '../aws/policies.ts';
import { people } from '../organisation/people.ts';
import { weekly } from '../organisation/rhythm.ts';
import type { Story } from '../world.ts';
import { batchJob } from './batch-job.ts';
import { lakeBuckets } from './buckets.ts';

/** A report every Monday. */
export const weeklyReport: Story = {
  id: 'weekly-report',
  title: 'A report is made and mailed every Monday',
  tell: (stage) => {
    const { curated } = lakeBuckets(stage);
    const role = batchJob(stage, {
      name: 'weekly-report',
      account: accounts.data,
      owner: people.martaSilva,
      service: 'lambda.amazonaws.com',
      rhythm: weekly(1, 5),
      createdAt: '2023-01-30T10:00:00Z',
      attached: [awsManaged.s3Read],
      inline: { report: document(allow(['athena:*', 'glue:Get*', 'ses:*', 'kms:Decrypt'])) },
      work: (shell) => {
        for (let query = 0; query < 6; query += 1) {
          const id = shell.random.uuid();
          shell
            .run(
              operation('athena', 'StartQueryExecution', 'athena:StartQueryExecution', {
                queryString: '***OMITTED***',
                workGroup: 'reports',
              }),
            )
            .run(plain('athena', 'GetQueryExecution', { queryExecutionId: id }))
            .run(plain('athena', 'GetQueryResults', { queryExecutionId: id }))
            .run(getObject(curated, `reports/${id}.parquet`));
        }
        shell.run(sendMail);
      },
    });
    stage.aws.label(role.arn, 'weekly');
  },
};
