import { accounts, homeRegion } from '../aws/accounts.ts';
import { awsManaged } from '../aws/managed-policies.ts';
import { describeInstances } from '../aws/operations/ec2.ts';
import { getMetricData } from '../aws/operations/platform.ts';
import { agents, fromPlace } from '../aws/origin.ts';
import { places } from '../organisation/places.ts';
import { HOUR, isoSeconds } from '../time.ts';
import type { Story } from '../world.ts';

/** A scraper with the keys to everything. */
export const adminOnlyReads: Story = {
  id: 'admin-only-reads',
  title: 'A key with AdministratorAccess that has only ever read two things',
  tell: (stage) => {
    const user = stage.aws.estate.user(accounts.prod, 'svc-metrics-scraper', {
      createdAt: Date.parse('2021-11-03T10:31:00Z'),
      attached: [awsManaged.administrator],
    });
    const key = stage.aws.estate.key(user, { createdAt: Date.parse('2021-11-03T10:32:00Z') });
    const origin = fromPlace(places.rentedServer, agents.go, stage.random.split('origin'));
    stage.everyHour('scrape', ({ hour, random, shell }) => {
      for (let minute = 0; minute < 60; minute += 15) {
        if (!random.chance(stage.size.rate)) continue;
        const span = [isoSeconds(hour - HOUR), isoSeconds(hour)] as const;
        shell({ kind: 'access-key', key }, origin, { minute: minute + 0.2 })
          .run(describeInstances())
          .run(getMetricData('AWS/EC2', 'CPUUtilization', ...span), { region: homeRegion });
      }
    });
    stage.aws.label(key.id, 'admin-only-reads', 'no-owner');
    stage.aws.label(user.arn, 'admin-only-reads', 'no-owner');
    stage.aws.expect(user.arn, 'ec2:DescribeInstances', 'used', 'called every quarter of an hour');
    stage.aws.expect(user.arn, 'cloudwatch:GetMetricData', 'used', 'called every quarter of an hour');
    stage.aws.expect(user.arn, 'iam:CreateUser', 'unused', 'would have been recorded, and was not');
    stage.aws.expect(user.arn, 'ec2:TerminateInstances', 'unused', 'would have been recorded, and was not');
    stage.aws.expect(user.arn, 'dynamodb:GetItem', 'unknown', 'calls on items are not recorded');
    stage.aws.expect(user.arn, 'iam:PassRole', 'unknown', 'no record is ever written for it');
  },
};
