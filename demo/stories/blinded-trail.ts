import { accounts } from '../aws/accounts.ts';
import { ec2 } from '../aws/operations/ec2.ts';
import { plain } from '../aws/operations/platform.ts';
import { agents, fromPlace } from '../aws/origin.ts';
import { allow, document } from '../aws/policies.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import { weekly } from '../organisation/rhythm.ts';
import type { Story } from '../world.ts';
import { createBot } from './bot.ts';

/** Who switches records off, once and as a habit. */
export const blindedTrail: Story = {
  id: 'blinded-trail',
  title: 'A key that reports on trails stops one for an evening; another clears away flow logs every week',
  tell: (stage) => {
    const { user, key, caller } = createBot(stage, 'svc-trail-report', {
      account: accounts.security,
      createdAt: '2026-01-12T09:00:00Z',
      owner: people.lenaHoffmann,
      inline: { trails: document(allow(['cloudtrail:*'])) },
    });
    const origin = fromPlace(places.frankfurtCloud, agents.boto, stage.random.split('report'));
    stage.everyHour('report', ({ hour, shell }) => {
      if (new Date(hour).getUTCHours() !== 6) return;
      shell(caller, origin)
        .run(plain('cloudtrail', 'DescribeTrails'))
        .run(plain('cloudtrail', 'GetTrailStatus', { name: 'legacy' }));
    });
    for (const [step, days] of [
      ['StopLogging', 12.2],
      ['StartLogging', 12.1],
    ] as const) {
      stage.once(step, stage.daysAgo(days), ({ shell }) => {
        shell(caller, origin).run(plain('cloudtrail', step, { name: 'legacy' }));
      });
    }
    stage.aws.label(key.id, 'logging-off');
    stage.aws.label(user.arn, 'logging-off');
    const cleaner = createBot(stage, 'svc-sandbox-sweep', {
      account: accounts.sandbox,
      createdAt: '2026-01-19T09:00:00Z',
      owner: people.tomaszWilk,
      inline: { sweep: document(allow(['ec2:DescribeFlowLogs', 'ec2:DeleteFlowLogs'])) },
    });
    const sweeper = fromPlace(places.frankfurtCloud, agents.go, stage.random.split('sweep'));
    stage.everyHour('sweep', ({ hour, random, shell }) => {
      if (weekly(1, 4)(hour) === 0) return;
      const flowLogs = { DeleteFlowLogsRequest: { FlowLogId: { tag: 1, content: `fl-0${random.hex(16)}` } } };
      shell(cleaner.caller, sweeper)
        .run(ec2('DescribeFlowLogs', { filterSet: {} }))
        .run(ec2('DeleteFlowLogs', flowLogs));
    });
    stage.aws.label(cleaner.key.id, 'hides-by-habit');
  },
};
