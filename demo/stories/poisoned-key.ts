import { accounts } from '../aws/accounts.ts';
import { operation } from '../aws/operation.ts';
import { describe } from '../aws/operations/ec2.ts';
import { iam } from '../aws/operations/iam.ts';
import { listKeys } from '../aws/operations/kms.ts';
import { plain } from '../aws/operations/platform.ts';
import { agents, fromPlace } from '../aws/origin.ts';
import { denied } from '../aws/outcomes.ts';
import { allow, document } from '../aws/policies.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import type { Story } from '../world.ts';
import { createBot } from './bot.ts';

const account = accounts.prod;
const services = ['ec2', 'rds', 'lambda', 'ecs', 'kms', 'dynamodb', 'sns', 'logs', 'secretsmanager'];
const looks = [
  ...['Instances', 'Volumes', 'Snapshots', 'SecurityGroups', 'Vpcs', 'Subnets', 'KeyPairs'].map((kind) =>
    describe(kind),
  ),
  plain('rds', 'DescribeDBInstances'),
  plain('rds', 'DescribeDBSnapshots'),
  operation('lambda', 'ListFunctions20150331', 'lambda:ListFunctions'),
  plain('ecs', 'ListClusters'),
  plain('dynamodb', 'ListTables'),
  plain('sns', 'ListTopics'),
  plain('logs', 'DescribeLogGroups'),
  plain('secretsmanager', 'ListSecrets'),
  listKeys,
];
const steps = ['iam:AttachUserPolicy', 'iam:PutUserPolicy'];

/** A key that may do far more than it does, in the hands of code that came with a dependency. */
export const poisonedKey: Story = {
  id: 'poisoned-key',
  title:
    'One afternoon, code in the place of a label printer’s own sweeps nine services and tries to give itself more',
  tell: (stage) => {
    const { user, key, caller } = createBot(stage, 'svc-parcel-labels', {
      account,
      createdAt: '2022-05-16T09:00:00Z',
      owner: people.lenaHoffmann,
      inline: {
        labels: document(allow(['sqs:GetQueueUrl', ...services.map((service) => `${service}:*`)])),
      },
    });
    const printer = fromPlace(places.frankfurtCloud, agents.boto, stage.random.split('printer'));
    stage.everyHour('labels', ({ hour, shell }) => {
      if (new Date(hour).getUTCHours() % 4 !== 0) return;
      shell(caller, printer, { minute: 25 })
        .run(plain('sqs', 'GetQueueUrl', { queueName: 'labels' }))
        .run(plain('dynamodb', 'DescribeTable', { tableName: 'parcels' }));
    });
    stage.once('sweep', stage.daysAgo(51.4), ({ shell }) => {
      const intruder = shell(caller, printer, { minute: 31, pauseMs: [200, 1_500] });
      intruder.runAll(looks);
      for (const step of steps) {
        const parameters = { userName: user.name };
        intruder.run(iam(step.slice('iam:'.length), parameters), {
          answer: denied(caller, step, {
            resource: user.arn,
            reason: 'because no identity-based policy allows the {} action',
          }),
        });
      }
    });
    stage.aws.intrude(
      user.arn,
      [...looks.flatMap(({ permissions }) => permissions), ...steps],
      'a sweep and two steps to more access, from the usual place',
    );
    stage.aws.label(key.id, 'poisoned');
    stage.aws.label(user.arn, 'poisoned', 'can-escalate');
    stage.aws.expect(user.arn, 'iam:AttachUserPolicy', 'denied', 'tried in the sweep');
    stage.aws.expect(user.arn, 'ec2:TerminateInstances', 'unused', 'would have been recorded, and was not');
  },
};
