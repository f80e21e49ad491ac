import { accounts } from '../aws/accounts.ts';
import { putRolePolicy } from '../aws/operations/iam.ts';
import { plain } from '../aws/operations/platform.ts';
import { agents, fromPlace } from '../aws/origin.ts';
import { allow, document } from '../aws/policies.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import { nightly } from '../organisation/rhythm.ts';
import type { Stage, Story } from '../world.ts';
import { batchJob } from './batch-job.ts';
import { createBot } from './bot.ts';
import { staffShell } from './permission-sets.ts';

const account = accounts.prod;
const policy = document(allow(['sqs:ListQueues', 'sns:ListTopics']));

/** Three ways on which a role becomes another. */
export const roleChanges: Story = {
  id: 'role-changes',
  title:
    'A role is changed by hand past every review; two others by Terraform, and by a program week after week',
  tell: (stage) => {
    const byHand = plannedRole(stage, 'gate-planner');
    stage.once('by hand', stage.daysAgo(16.4), (turn) => {
      staffShell(stage, turn, people.joyOkafor, account, 'Administrator').run(
        putRolePolicy(byHand, 'work', policy),
      );
    });
    stage.aws.label(byHand.arn, 'unreviewed', 'late-grant');

    const asCode = plannedRole(stage, 'berth-planner');
    const terraform = roleWriter(stage, 'svc-prod-infra');
    const runner = fromPlace(places.ciRunners, agents.terraform, stage.random.split('runner'));
    stage.once('as code', stage.daysAgo(44.4), ({ shell }) => {
      shell(terraform, runner).run(putRolePolicy(asCode, 'work', policy));
    });
    const pipeline = roleWriter(stage, 'svc-role-pipeline');
    const origin = fromPlace(places.frankfurtCloud, agents.node, stage.random.split('pipeline'));
    const written = plannedRole(stage, 'yard-planner');
    stage.everyHour('pipeline', ({ hour, shell }) => {
      if (nightly(6)(hour) === 0 || new Date(hour).getUTCDay() !== 2) return;
      shell(pipeline, origin).run(putRolePolicy(written, 'work', policy));
    });
    for (const role of [asCode, written]) stage.aws.label(role.arn, 'reviewed', 'late-grant');
  },
};

function plannedRole(stage: Stage, name: string) {
  return batchJob(stage, {
    name,
    account,
    owner: people.hannaVogel,
    service: 'lambda.amazonaws.com',
    rhythm: nightly(3),
    createdAt: '2023-02-06T10:00:00Z',
    inline: { work: policy },
    work: (shell) => {
      shell.run(plain('sqs', 'ListQueues')).run(plain('sns', 'ListTopics'));
    },
  });
}

/** A machine that writes roles. */
function roleWriter(stage: Stage, name: string) {
  return createBot(stage, name, {
    account,
    createdAt: '2023-02-06T09:00:00Z',
    owner: people.tomaszWilk,
    inline: { roles: document(allow(['iam:PutRolePolicy'])) },
  }).caller;
}
