import { accounts } from '../aws/accounts.ts';
import { operation } from '../aws/operation.ts';
import { plain } from '../aws/operations/platform.ts';
import { listObjects, putBucketLifecycle, putObject } from '../aws/operations/s3.ts';
import { allow, document } from '../aws/policies.ts';
import { people } from '../organisation/people.ts';
import { yearly } from '../organisation/rhythm.ts';
import type { Story } from '../world.ts';
import { batchJob } from './batch-job.ts';
import { lakeBuckets } from './buckets.ts';

/** Two jobs of which only one had its day inside the window. */
export const yearlyJobs: Story = {
  id: 'yearly-jobs',
  title:
    'One yearly job ran inside the window; the other one sleeps until New Year and must not be taken for dead',
  tell: (stage) => {
    const { raw } = lakeBuckets(stage);
    const inside = batchJob(stage, {
      name: 'yearly-tariff-import',
      account: accounts.data,
      owner: people.hannaVogel,
      service: 'lambda.amazonaws.com',
      rhythm: yearly(7, 1, 3),
      createdAt: '2020-05-04T12:00:00Z',
      inline: {
        import: document(
          allow([
            's3:GetObject',
            's3:PutObject',
            's3:ListBucket',
            's3:PutLifecycleConfiguration',
            'glue:CreateTable',
          ]),
        ),
      },
      work: (shell) => {
        for (let part = 0; part < 40; part += 1) shell.run(putObject(raw, `tariffs/2026/${part}.csv`));
        shell.run(
          operation('glue', 'CreateTable', 'glue:CreateTable', {
            databaseName: 'raw',
            tableInput: { name: 'tariffs_2026' },
          }),
        );
        shell.run(putBucketLifecycle(raw, 730));
      },
    });
    const outside = batchJob(stage, {
      name: 'yearly-stocktake',
      account: accounts.data,
      owner: people.danielOrtiz,
      service: 'lambda.amazonaws.com',
      rhythm: yearly(12, 31, 20),
      createdAt: '2020-11-02T12:00:00Z',
      inline: {
        stocktake: document(
          allow(['s3:GetObject', 's3:ListBucket', 'glue:GetTable', 'athena:StartQueryExecution']),
        ),
      },
      work: (shell) => {
        shell
          .run(listObjects(raw, 'stock/'))
          .run(plain('glue', 'GetTable', { databaseName: 'raw', name: 'stock' }));
      },
    });
    const lastRun = lastNewYearsEve(stage.window.to);
    stage.aws.estate.noteUse(outside.arn, { at: lastRun, region: 'eu-central-1', service: 'glue' });
    stage.aws.label(inside.arn, 'yearly');
    stage.aws.label(outside.arn, 'yearly', 'silent-by-rhythm');
  },
};

function lastNewYearsEve(before: number): number {
  const year = new Date(before).getUTCFullYear();
  const thisYear = Date.UTC(year, 11, 31, 20, 7);
  return thisYear < before ? thisYear : Date.UTC(year - 1, 11, 31, 20, 7);
}
