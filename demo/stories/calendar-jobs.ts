import { accounts } from '../aws/accounts.ts';
import { awsManaged } from '../aws/managed-policies.ts';
import { operation } from '../aws/operation.ts';
import { reEncrypt } from '../aws/operations/kms.ts';
import { plain, sendMail } from '../aws/operations/platform.ts';
import { getObject, listObjects, putBucketLifecycle, putObject } from '../aws/operations/s3.ts';
import { allow, document } from '../aws/policies.ts';
import { people } from '../organisation/people.ts';
import { monthEnd, quarterly, weekly, yearly } from '../organisation/rhythm.ts';
import type { Stage, Story } from '../world.ts';
import { batchJob } from './batch-job.ts';
import { lakeBuckets } from './nightly-etl.ts';

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
    stage.label(role.arn, 'weekly');
  },
};

/** The close of the books on the last day of every month. */
export const monthEndClose: Story = {
  id: 'month-end-close',
  title: 'The books are closed on the last day of the month, at night',
  tell: (stage) => {
    const ledger = ledgerBucket(stage);
    const { resources } = stage.estate;
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
    stage.label(role.arn, 'monthly');
    stage.expect(role.arn, 'kms:ReEncryptFrom', 'used', 'part of every re-encryption');
    stage.expect(role.arn, 'rds:DeleteDBInstance', 'unused', 'would have been recorded, and was not');
  },
};

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
    stage.label(role.arn, 'quarterly');
  },
};

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
    stage.estate.noteUse(outside.arn, { at: lastRun, region: 'eu-central-1', service: 'glue' });
    stage.label(inside.arn, 'yearly');
    stage.label(outside.arn, 'yearly', 'silent-by-rhythm');
  },
};

/** The bucket of the ledger, as several stories know it. */
export function ledgerBucket(stage: Stage) {
  const { resources } = stage.estate;
  const kmsKey = resources.kmsKey(accounts.prod, 'ledger');
  return resources.bucket(accounts.prod, 'meridian-ledger-prod', { isRecorded: true, kmsKey });
}

function lastNewYearsEve(before: number): number {
  const year = new Date(before).getUTCFullYear();
  const thisYear = Date.UTC(year, 11, 31, 20, 7);
  return thisYear < before ? thisYear : Date.UTC(year - 1, 11, 31, 20, 7);
}
