import { accounts } from '../aws/accounts.ts';
import { awsManaged } from '../aws/managed-policies.ts';
import { attachRolePolicy } from '../aws/operations/iam.ts';
import { message, plain } from '../aws/operations/platform.ts';
import { allow, document } from '../aws/policies.ts';
import { people } from '../organisation/people.ts';
import { nightly } from '../organisation/rhythm.ts';
import { HOUR } from '../time.ts';
import type { Story } from '../world.ts';
import { batchJob } from './batch-job.ts';
import { staffShell } from './permission-sets.ts';

/** A grant that has not been there long enough to be judged. */
export const lateGrant: Story = {
  id: 'late-grant',
  title: 'A role was given full access to queues twelve days before the end: too young to call it unused',
  tell: (stage) => {
    const at = stage.daysAgo(12) + 13 * HOUR;
    const role = batchJob(stage, {
      name: 'carrier-settlement',
      account: accounts.prod,
      owner: people.yusufDemir,
      service: 'lambda.amazonaws.com',
      rhythm: nightly(4),
      createdAt: '2022-10-03T10:00:00Z',
      attached: [awsManaged.sqsFull],
      inline: {
        settle: document(allow(['secretsmanager:GetSecretValue', 'rds:DescribeDBInstances', 'sns:Publish'])),
      },
      work: (shell) => {
        shell.run(plain('secretsmanager', 'GetSecretValue', { secretId: 'carrier-settlement/api' }));
        shell.run(plain('rds', 'DescribeDBInstances'));
        if (shell.at < at) return;
        const queueUrl = `https://sqs.eu-central-1.amazonaws.com/${accounts.prod.id}/settlements`;
        shell.run(plain('sqs', 'GetQueueAttributes', { queueUrl, attributeNames: ['All'] }));
        shell.run(message('SendMessage', accounts.prod, 'eu-central-1', 'settlements'));
      },
    });
    stage.once('attach', at, (turn) => {
      staffShell(stage, turn, people.joyOkafor, accounts.prod, 'Administrator').run(
        attachRolePolicy(role, awsManaged.sqsFull),
      );
    });
    stage.aws.label(role.arn, 'late-grant', 'unreviewed');
    stage.aws.expect(role.arn, 'sqs:GetQueueAttributes', 'used', 'called since the grant');
    stage.aws.expect(role.arn, 'sqs:DeleteQueue', 'unknown', 'the grant is younger than the window');
    stage.aws.expect(role.arn, 'sns:Publish', 'unknown', 'no record is written for it');
  },
};
