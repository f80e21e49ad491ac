import { accounts, homeRegion } from '../aws/accounts.ts';
import { awsManaged } from '../aws/managed-policies.ts';
import { detachRolePolicy } from '../aws/operations/iam.ts';
import { plain } from '../aws/operations/platform.ts';
import { denied } from '../aws/outcomes.ts';
import { allow, document } from '../aws/policies.ts';
import { people } from '../organisation/people.ts';
import { nightly } from '../organisation/rhythm.ts';
import { HOUR } from '../time.ts';
import type { Story } from '../world.ts';
import { batchJob } from './batch-job.ts';
import { staffShell } from './permission-sets.ts';

/** A policy was taken away that a job still needed. */
export const rightSized: Story = {
  id: 'right-sized',
  title:
    'A role lost its access to queues twenty-three days before the end, and its job is refused every night since',
  tell: (stage) => {
    const at = stage.daysAgo(23) + 13 * HOUR;
    const queueUrl = `https://sqs.${homeRegion}.amazonaws.com/${accounts.prod.id}/tariffs`;
    const role = batchJob(stage, {
      name: 'tariff-refresh',
      account: accounts.prod,
      owner: people.yusufDemir,
      service: 'lambda.amazonaws.com',
      rhythm: nightly(2),
      createdAt: '2022-11-14T10:00:00Z',
      inline: { refresh: document(allow(['rds:DescribeDBInstances', 'dynamodb:DescribeTable'])) },
      work: (shell) => {
        shell.run(plain('rds', 'DescribeDBInstances'));
        shell.run(plain('dynamodb', 'DescribeTable', { tableName: 'tariffs' }));
        const ask = plain('sqs', 'GetQueueAttributes', { queueUrl, attributeNames: ['All'] });
        const refusal = denied(shell.caller, 'sqs:GetQueueAttributes', {
          resource: `arn:aws:sqs:${homeRegion}:${accounts.prod.id}:tariffs`,
          reason: 'because no identity-based policy allows the {} action',
        });
        shell.run(ask, shell.at < at ? {} : { answer: refusal });
      },
    });
    stage.once('detach', at, (turn) => {
      staffShell(stage, turn, people.joyOkafor, accounts.prod, 'Administrator').run(
        detachRolePolicy(role, awsManaged.sqsFull),
      );
    });
    stage.aws.label(role.arn, 'right-sized', 'used-not-granted');
    stage.aws.expect(
      role.arn,
      'sqs:GetQueueAttributes',
      'used-not-granted',
      'let through until its policy was detached, refused every night since',
    );
  },
};
