import { accounts } from '../aws/accounts.ts';
import type { Operation } from '../aws/operation.ts';
import { plain } from '../aws/operations/platform.ts';
import { agents, fromPlace } from '../aws/origin.ts';
import { denied } from '../aws/outcomes.ts';
import { allow, document } from '../aws/policies.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import type { Story } from '../world.ts';
import { createBot } from './bot.ts';

const account = accounts.prod;
const noPolicy = 'because no identity-based policy allows the {} action';

/** Refusals that break out, and refusals that nobody minds. */
export const burstOfRefusals: Story = {
  id: 'burst-of-refusals',
  title: 'A queue that two jobs read: one is shut out of it three days before the end, one always was',
  tell: (stage) => {
    const shutOutAt = stage.daysAgo(3);
    for (const [name, label] of [
      ['svc-gate-events', 'denial-burst'],
      ['svc-gate-mirror', 'refused-every-day'],
    ] as const) {
      const { key, caller } = createBot(stage, name, {
        account,
        createdAt: '2026-02-03T09:00:00Z',
        owner: people.danielOrtiz,
        inline: { queue: document(allow(['sqs:GetQueueUrl', 'sqs:GetQueueAttributes'])) },
      });
      const origin = fromPlace(places.virginiaCloud, agents.java, stage.random.split(name));
      stage.everyHour(name, ({ hour, shell }) => {
        const isShutOut = label === 'refused-every-day' || hour >= shutOutAt;
        const read: Operation = plain('sqs', 'GetQueueAttributes', { queueUrl: 'gate-events' });
        const refusal = denied(caller, 'sqs:GetQueueAttributes', {
          resource: `arn:aws:sqs:us-east-1:${account.id}:gate-events`,
          reason: noPolicy,
        });
        const work = shell(caller, origin).run(plain('sqs', 'GetQueueUrl', { queueName: 'gate-events' }));
        for (let attempt = 0; attempt < 3; attempt += 1) work.run(read, isShutOut ? { answer: refusal } : {});
      });
      stage.aws.label(key.id, label);
    }
  },
};
