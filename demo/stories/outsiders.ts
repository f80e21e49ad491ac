import { accounts, foreignAccounts, homeRegion } from '../aws/accounts.ts';
import type { RoleSession } from '../aws/callers.ts';
import { uniqueId } from '../aws/identifiers.ts';
import { operation } from '../aws/operation.ts';
import { describe, describeInstances } from '../aws/operations/ec2.ts';
import { getObject } from '../aws/operations/s3.ts';
import { assumeRole } from '../aws/operations/sts.ts';
import { agents, fromPlace } from '../aws/origin.ts';
import { allow, document, trustPrincipals } from '../aws/policies.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import { HOUR } from '../time.ts';
import type { Story } from '../world.ts';
import { lakeBuckets } from './buckets.ts';
import { ownerTags } from './owner-tags.ts';

/** Callers from accounts that do not belong to the organisation. */
export const outsiders: Story = {
  id: 'outsiders',
  title: 'A monitoring vendor takes a role from its own account; a broker reads a shared bucket as itself',
  tell: (stage) => {
    const { raw } = lakeBuckets(stage);
    const vendor = {
      kind: 'external',
      accountId: foreignAccounts.observability,
      principalId: 'AROAWYJCD4JKB7QHHRW2T:pulse-collector',
    } as const;
    const broker = {
      kind: 'external',
      accountId: foreignAccounts.customsBroker,
      principalId: 'AIDAU5TFPN2BXYZL6HDQM',
    } as const;
    const role = stage.aws.estate.role(accounts.prod, 'vendor-observability', {
      createdAt: Date.parse('2023-06-26T13:00:00Z'),
      trust: trustPrincipals(`arn:aws:iam::${foreignAccounts.observability}:root`, {
        StringEquals: { 'sts:ExternalId': '8c1e40f2' },
      }),
      inline: {
        collect: document(
          allow(['ec2:Describe*', 'cloudwatch:*', 'logs:*', 'tag:GetResources', 'rds:Describe*', 'ecs:*']),
        ),
      },
      tags: ownerTags(people.joyOkafor),
    });
    const origin = fromPlace(places.vendorCloud, agents.go, stage.random.split('vendor'));
    stage.everyHour('vendor', (turn) => {
      const { random, hour } = turn;
      if (new Date(hour).getUTCHours() % 2 === 1) return;
      const keyId = uniqueId('ASIA', accounts.prod, random);
      const door = turn.shell(vendor, origin, { account: accounts.prod, region: homeRegion });
      door.run(assumeRole(role, 'pulse-collector', keyId, hour + HOUR, random));
      const session: RoleSession = {
        kind: 'role-session',
        role,
        sessionName: 'pulse-collector',
        keyId,
        startedAt: door.at,
      };
      const shell = turn.shell(session, origin, { at: door.at });
      shell.runAll([describeInstances(), describe('Volumes', 'volumeSet')]);
      shell.run(operation('tagging', 'GetResources', 'tag:GetResources', { resourcesPerPage: 100 }));
      shell.run(operation('monitoring', 'DescribeAlarms', 'cloudwatch:DescribeAlarms', { maxRecords: 100 }));
    });
    stage.everyHour('broker', (turn) => {
      if (!turn.random.chance(0.05)) return;
      const from = fromPlace(places.germanHomes, agents.boto, stage.random.split('broker'));
      turn.shell(broker, from, { account: accounts.data }).run(getObject(raw, 'customs/broker/rates.csv'));
    });
  },
};
