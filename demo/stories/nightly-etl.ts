import { accounts, homeRegion } from '../aws/accounts.ts';
import { operation } from '../aws/operation.ts';
import { plain } from '../aws/operations/platform.ts';
import {
  completeMultipartUpload,
  copyObject,
  createMultipartUpload,
  deleteObject,
  getObject,
  headObject,
  listObjects,
  putObject,
} from '../aws/operations/s3.ts';
import { failedAfterCheck, throttled } from '../aws/outcomes.ts';
import { allow, document } from '../aws/policies.ts';
import { people } from '../organisation/people.ts';
import { nightly } from '../organisation/rhythm.ts';
import { dayPath } from '../time.ts';
import type { Story } from '../world.ts';
import { batchJob } from './batch-job.ts';
import { lakeBuckets } from './buckets.ts';

const account = accounts.data;

/** The pipeline that fills the data lake. */
export const nightlyEtl: Story = {
  id: 'nightly-etl',
  title: 'A pipeline reads, writes and registers tables every night, with misses and retries',
  tell: (stage) => {
    const { raw, curated, scratch } = lakeBuckets(stage);
    const tables = ['shipments', 'invoices', 'lanes', 'carriers', 'customs'];
    const role = batchJob(stage, {
      name: 'etl-nightly',
      account,
      owner: people.priyaAnand,
      service: 'glue.amazonaws.com',
      rhythm: nightly(1),
      createdAt: '2022-03-08T15:20:00Z',
      inline: {
        lake: document(
          allow('s3:*', ['arn:aws:s3:::meridian-datalake-*', 'arn:aws:s3:::meridian-datalake-*/*']),
          allow('glue:*'),
          allow(['kms:Decrypt', 'kms:GenerateDataKey', 'kms:DescribeKey'], curated.kmsKey?.arn),
          allow([
            'logs:CreateLogGroup',
            'logs:CreateLogStream',
            'logs:PutLogEvents',
            'cloudwatch:PutMetricData',
          ]),
        ),
      },
      work: (shell) => {
        const { random } = shell;
        const day = dayPath(shell.at);
        for (const table of tables) {
          shell
            .run(listObjects(raw, `${table}/${day}/`))
            .run(plain('glue', 'GetTable', { databaseName: 'curated', name: table }));
          for (let part = 0; part < random.between(3, 6); part += 1) {
            const key = `${table}/${day}/part-${String(part).padStart(5, '0')}.parquet`;
            if (random.chance(0.03))
              shell.run(headObject(raw, key), {
                answer: failedAfterCheck('NoSuchKey', 'The specified key does not exist.'),
              });
            shell.run(getObject(raw, key)).run(putObject(scratch, key));
            if (part > 0) shell.run(putObject(curated, key));
            else shell.run(createMultipartUpload(curated, key)).run(completeMultipartUpload(curated, key));
          }
          const register = operation('glue', 'BatchCreatePartition', 'glue:BatchCreatePartition', {
            databaseName: 'curated',
            tableName: table,
            partitionInputList: [{ values: [day] }],
          });
          if (random.chance(0.05)) shell.run(register, { answer: throttled() }).wait(2_000);
          shell.run(register);
        }
        shell
          .run(copyObject(curated, `shipments/${day}/part-00000.parquet`, raw))
          .run(deleteObject(scratch, `${day}/_tmp`));
      },
    });
    stage.aws.expect(role.arn, 's3:GetObject', 'used', 'reads the raw files every night');
    stage.aws.expect(role.arn, 'kms:GenerateDataKey', 'used', 'S3 calls it with the rights of the role');
    stage.aws.expect(role.arn, 'glue:DeleteTable', 'unused', 'would have been recorded, and was not');
    stage.aws.expect(role.arn, 'logs:PutLogEvents', 'unknown', 'no record is ever written for it');
    stage.aws.trail.insight(
      account,
      homeRegion,
      stage.daysAgo(9),
      { service: 'glue', name: 'BatchCreatePartition', principalArn: role.arn, state: 'Start' },
      stage.random.split('insight/start'),
    );
    stage.aws.trail.insight(
      account,
      homeRegion,
      stage.daysAgo(8.9),
      { service: 'glue', name: 'BatchCreatePartition', principalArn: role.arn, state: 'End' },
      stage.random.split('insight/end'),
    );
  },
};
