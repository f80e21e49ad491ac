import { accounts } from '../aws/accounts.ts';
import { describe, ec2 } from '../aws/operations/ec2.ts';
import { allow, document } from '../aws/policies.ts';
import { nightly } from '../organisation/rhythm.ts';
import type { Story } from '../world.ts';
import { batchJob } from './batch-job.ts';

/** A role that may do everything because somebody wrote two stars. */
export const starRole: Story = {
  id: 'star-role',
  title: 'A backup job with `*:*` that makes snapshots',
  tell: (stage) => {
    const role = batchJob(stage, {
      name: 'nightly-snapshots',
      account: accounts.prod,
      service: 'backup.amazonaws.com',
      rhythm: nightly(3),
      createdAt: '2020-02-12T17:45:00Z',
      inline: { everything: document(allow('*:*')) },
      work: (shell) => {
        shell.run(describe('Volumes', 'volumeSet'));
        for (let volume = 0; volume < 5; volume += 1) {
          const volumeId = stage.aws.estate.resources.id('vol', `prod-${volume}`);
          shell.run(ec2('CreateSnapshot', { volumeId, description: 'nightly' }));
        }
        shell.run(ec2('DeleteSnapshot', { snapshotId: `snap-0${shell.random.hex(16)}` }));
      },
    });
    stage.aws.label(role.arn, 'unlimited', 'no-owner');
    stage.aws.expect(role.arn, 'ec2:CreateSnapshot', 'used', 'every night');
    stage.aws.expect(role.arn, 'iam:AttachRolePolicy', 'unused', 'would have been recorded, and was not');
  },
};
