import { accounts, homeRegion } from '../aws/accounts.ts';
import { operation } from '../aws/operation.ts';
import { plain } from '../aws/operations/platform.ts';
import { allow, document } from '../aws/policies.ts';
import { people } from '../organisation/people.ts';
import { HOUR } from '../time.ts';
import type { Story } from '../world.ts';
import { batchJob } from './batch-job.ts';

const holeHours = 31;

/** Hours of which nothing is known. */
export const logHole: Story = {
  id: 'log-hole',
  title: 'The log of one account and region is lost for 31 hours, in which a rare job did its work',
  tell: (stage) => {
    const account = accounts.dev;
    const from = stage.daysAgo(24) + 3 * HOUR;
    stage.aws.trail.lose(account, homeRegion, { from, to: from + holeHours * HOUR });
    const runAt = from + 20 * HOUR;
    const role = batchJob(stage, {
      name: 'staging-refresh',
      account,
      owner: people.tomaszWilk,
      service: 'lambda.amazonaws.com',
      rhythm: (hour) => (hour === runAt ? 1 : 0),
      createdAt: '2023-11-06T10:00:00Z',
      inline: {
        refresh: document(
          allow(['rds:RestoreDBInstanceFromDBSnapshot', 'rds:DeleteDBInstance', 'rds:Describe*']),
        ),
      },
      work: (shell) => {
        shell
          .run(plain('rds', 'DescribeDBSnapshots', { dBInstanceIdentifier: 'staging' }))
          .run(
            operation('rds', 'DeleteDBInstance', 'rds:DeleteDBInstance', {
              dBInstanceIdentifier: 'staging',
              skipFinalSnapshot: true,
            }),
          )
          .run(
            operation('rds', 'RestoreDBInstanceFromDBSnapshot', 'rds:RestoreDBInstanceFromDBSnapshot', {
              dBInstanceIdentifier: 'staging',
            }),
          );
      },
    });
    stage.aws.label(role.arn, 'log-hole');
    stage.aws.expect(
      role.arn,
      'rds:DeleteDBInstance',
      'unknown',
      'the log has a hole in which it may have been called',
    );
    stage.aws.expect(
      role.arn,
      'rds:RestoreDBInstanceFromDBSnapshot',
      'unknown',
      'the log has a hole in which it may have been called',
    );
  },
};
