import { accounts, homeRegion } from '../aws/accounts.ts';
import { sessionToken } from '../aws/callers.ts';
import { operation } from '../aws/operation.ts';
import { plain } from '../aws/operations/platform.ts';
import { agents, fromPlace } from '../aws/origin.ts';
import { allow, document, trustPrincipals, trustServices } from '../aws/policies.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import { officeHours } from '../organisation/rhythm.ts';
import type { Story } from '../world.ts';
import { machineSession } from './machine-session.ts';
import { ownerTags } from './owner-tags.ts';

/** Rights that are only reached through two other roles. */
export const roleChain: Story = {
  id: 'role-chain',
  title: 'An orchestrator takes a role in another account, which takes the role that repairs the ledger',
  tell: (stage) => {
    const tags = ownerTags(people.noorHaddad);
    const createdAt = Date.parse('2023-03-01T10:00:00Z');
    const hub = stage.aws.estate.role(accounts.security, 'ops-orchestrator', {
      createdAt,
      tags,
      trust: trustServices('lambda.amazonaws.com'),
      inline: { spokes: document(allow('sts:AssumeRole', 'arn:aws:iam::*:role/ops-*')) },
    });
    const spoke = stage.aws.estate.role(accounts.prod, 'ops-spoke', {
      createdAt,
      tags,
      trust: trustPrincipals(hub.arn),
      inline: {
        reach: document(
          allow('sts:AssumeRole'),
          allow(['ssm:SendCommand', 'ssm:GetCommandInvocation', 'ec2:Describe*']),
        ),
      },
    });
    const repair = stage.aws.estate.role(accounts.prod, 'ledger-repair', {
      createdAt,
      tags: ownerTags(people.inesMoreau),
      trust: trustPrincipals(spoke.arn),
      inline: { repair: document(allow(['rds:*', 'rds-data:*', 'secretsmanager:GetSecretValue'])) },
    });
    const pace = officeHours('Europe/Dublin');
    stage.everyHour('orchestrator', (turn) => {
      if (!turn.random.chance(0.3 * pace(turn.hour))) return;
      const caller = machineSession(stage, turn, {
        role: hub,
        service: 'lambda.amazonaws.com',
        sessionName: 'ops-orchestrator',
        region: homeRegion,
        hoursPerKey: 1,
      });
      const origin = fromPlace(places.vpc, agents.node, stage.random.split('origin'));
      const inProd = turn.shell(caller, origin, { minute: 5 }).assume(spoke, 'orchestrator');
      inProd.run(operation('ssm', 'SendCommand', 'ssm:SendCommand', { documentName: 'AWS-RunShellScript' }));
      inProd.run(plain('ssm', 'GetCommandInvocation', { commandId: turn.random.uuid() }));
      if (!turn.random.chance(0.4)) return;
      const repairing = inProd.assume(repair, 'orchestrator-repair');
      repairing.run(plain('rds', 'DescribeDBInstances')).run(plain('rds', 'DescribeDBClusters'));
      repairing.run(
        operation('rds', 'RebootDBInstance', 'rds:RebootDBInstance', {
          dBInstanceIdentifier: 'ledger-replica',
        }),
      );
    });
    for (const role of [hub, spoke, repair]) stage.aws.label(sessionToken(role.arn), 'role-chain');
  },
};
