import { accounts, homeRegion } from '../aws/accounts.ts';
import { operation } from '../aws/operation.ts';
import { plain } from '../aws/operations/platform.ts';
import { agents, fromPlace } from '../aws/origin.ts';
import { allow, deny, document, trustServices } from '../aws/policies.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import { officeHours } from '../organisation/rhythm.ts';
import type { Story } from '../world.ts';

/** A policy of exceptions: what remains must be worked out, not read off. */
export const guardedRole: Story = {
  id: 'guarded-role',
  title: 'A role whose broad allow is cut down by a boundary, a deny and conditions',
  tell: (stage) => {
    const createdAt = Date.parse('2024-05-06T09:00:00Z');
    const boundary = stage.aws.estate.policy(
      accounts.data,
      'data-team-boundary',
      document(
        allow([
          's3:*',
          'glue:*',
          'athena:*',
          'kms:Decrypt',
          'kms:GenerateDataKey',
          'logs:*',
          'sts:AssumeRole',
        ]),
        deny(['s3:PutBucketPolicy', 's3:DeleteBucket*']),
      ),
      createdAt,
    );
    const broad = stage.aws.estate.policy(
      accounts.data,
      'data-engineering',
      document(
        allow(['s3:*', 'glue:*', 'athena:*', 'ec2:*', 'iam:PassRole']),
        allow('secretsmanager:*', '*', {
          StringEquals: { 'aws:ResourceTag/team': 'data', 'aws:RequestedRegion': homeRegion },
        }),
        allow('s3:DeleteObject', 'arn:aws:s3:::meridian-datalake-scratch/*', {
          DateLessThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' },
        }),
      ),
      createdAt,
      Date.parse('2025-11-18T15:00:00Z'),
    );
    const role = stage.aws.estate.role(accounts.data, 'data-notebooks', {
      createdAt,
      boundary,
      attached: [broad],
      inline: { 'no-crawlers': document(deny('glue:*Crawler*')) },
      trust: trustServices('sagemaker.amazonaws.com'),
      tags: { owner: people.benFischer.email, team: 'data' },
    });
    const pace = officeHours('Europe/Berlin');
    const origin = fromPlace(places.frankfurtCloud, agents.boto, stage.random.split('notebook'));
    stage.everyHour('notebook', (turn) => {
      if (!turn.random.chance(0.3 * pace(turn.hour))) return;
      const keyId = stage.aws.estate.sessionKey(role.account, `${role.arn}/${turn.hour}`);
      const session = {
        kind: 'role-session',
        role,
        sessionName: 'SageMaker',
        keyId,
        startedAt: turn.hour,
      } as const;
      const shell = turn.shell(session, origin);
      shell.run(plain('glue', 'GetTables', { databaseName: 'curated' }));
      shell.run(
        operation('athena', 'StartQueryExecution', 'athena:StartQueryExecution', {
          queryString: '***OMITTED***',
          workGroup: 'notebooks',
        }),
      );
      shell.run(plain('athena', 'GetQueryResults', { queryExecutionId: turn.random.uuid() }));
    });
    stage.aws.label(role.arn, 'boundary', 'conditional', 'explicit-deny');
    stage.aws.expect(role.arn, 'glue:GetTables', 'used', 'from notebooks on working days');
    stage.aws.expect(role.arn, 'glue:DeleteTable', 'unused', 'granted inside the boundary, never called');
  },
};
