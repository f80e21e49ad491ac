import { accounts } from '../aws/accounts.ts';
import { plain } from '../aws/operations/platform.ts';
import { agents, fromPlace } from '../aws/origin.ts';
import { allow, document, type PolicyDocument } from '../aws/policies.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import type { Story } from '../world.ts';
import { createBot } from './bot.ts';

const account = accounts.data;
const own = `arn:aws:iam::${account.id}:user/svc-berth-keys`;

const bots: readonly (readonly [name: string, label: string, policy: PolicyDocument])[] = [
  ['svc-berth-plans', 'can-escalate', document(allow(['sqs:GetQueueUrl', 'iam:CreatePolicyVersion']))],
  [
    'svc-berth-keys',
    'cannot-escalate',
    document(allow('sqs:GetQueueUrl'), allow(['iam:CreateAccessKey', 'iam:DeleteAccessKey'], own)),
  ],
  [
    'svc-berth-copies',
    'toxic-half',
    document(allow(['sqs:GetQueueUrl', 'ssm:GetParameter', 'rds:ModifyDBSnapshotAttribute'])),
  ],
  [
    'svc-berth-shares',
    'toxic-in-use',
    document(allow(['sqs:GetQueueUrl', 'ssm:GetParameter', 'ec2:ModifySnapshotAttribute'])),
  ],
];

/** What several permissions in one hand come to. */
export const waysUp: Story = {
  id: 'ways-up',
  title:
    'A key could rewrite policies, one could share copies of databases; two others are as they should be',
  tell: (stage) => {
    for (const [name, label, policy] of bots) {
      const { user, caller } = createBot(stage, name, {
        account,
        createdAt: '2026-01-28T09:00:00Z',
        owner: people.benFischer,
        inline: { work: policy },
      });
      const origin = fromPlace(places.frankfurtCloud, agents.boto, stage.random.split(name));
      stage.everyHour(name, ({ hour, random, shell }) => {
        if (new Date(hour).getUTCHours() % 6 !== 0) return;
        const work = shell(caller, origin).run(plain('sqs', 'GetQueueUrl', { queueName: 'berths' }));
        if (!label.startsWith('toxic')) return;
        work.run(plain('ssm', 'GetParameter', { name: '/berths/recipients', withDecryption: false }));
        if (label === 'toxic-in-use' && random.chance(0.5))
          work.run(plain('ec2', 'ModifySnapshotAttribute', { snapshotId: `snap-0${random.hex(16)}` }));
      });
      stage.aws.label(user.arn, label);
    }
  },
};
