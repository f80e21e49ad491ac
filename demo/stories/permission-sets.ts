import { type Account, homeRegion } from '../aws/accounts.ts';
import type { RoleSession } from '../aws/callers.ts';
import { directoryId } from '../aws/directory.ts';
import { awsManaged } from '../aws/managed-policies.ts';
import { agents, fromPlace } from '../aws/origin.ts';
import { allow, document, trustFederated } from '../aws/policies.ts';
import type { IamRole, Permissions } from '../aws/principals.ts';
import type { Shell } from '../aws/shell.ts';
import { localHour } from '../organisation/calendar.ts';
import type { Person } from '../organisation/people.ts';
import { Random } from '../random.ts';
import { HOUR } from '../time.ts';
import type { Stage, Turn } from '../world.ts';

/** What people may be let in with, through Identity Center. */
export type PermissionSet =
  | 'Administrator'
  | 'Engineer'
  | 'ReadOnly'
  | 'DataAnalyst'
  | 'Support'
  | 'SecurityAudit';

const permissions: Readonly<Record<PermissionSet, Permissions>> = {
  Administrator: { attached: [awsManaged.administrator] },
  Engineer: { attached: [awsManaged.powerUser] },
  ReadOnly: {
    inline: {
      AwsSSOInlinePolicy: document(
        allow([
          'ec2:Describe*',
          'ecs:Describe*',
          'ecs:List*',
          'lambda:Get*',
          'lambda:List*',
          'logs:Describe*',
          'logs:FilterLogEvents',
          'logs:Get*',
          'logs:StartQuery',
          'rds:Describe*',
          's3:GetBucket*',
          's3:List*',
          'cloudwatch:Describe*',
          'cloudwatch:Get*',
          'cloudwatch:List*',
          'cloudformation:Describe*',
          'iam:Get*',
          'iam:List*',
          'health:Describe*',
        ]),
      ),
    },
  },
  DataAnalyst: {
    inline: {
      AwsSSOInlinePolicy: document(
        allow('health:Describe*'),
        allow(['athena:*', 'glue:Get*', 'glue:List*', 'glue:BatchGet*']),
        allow(
          ['s3:GetObject', 's3:ListBucket', 's3:GetBucketLocation'],
          ['arn:aws:s3:::meridian-datalake-*'],
        ),
        allow(['s3:PutObject', 's3:GetObject'], 'arn:aws:s3:::meridian-athena-results/*'),
        allow(['kms:Decrypt', 'kms:GenerateDataKey']),
      ),
    },
  },
  Support: {
    attached: [awsManaged.iamRead],
    inline: {
      AwsSSOInlinePolicy: document(
        allow('health:Describe*'),
        allow(['ssm:*', 'ec2:Describe*', 'ec2:StartInstances', 'ec2:StopInstances', 'ec2:RebootInstances']),
        allow([
          'iam:CreateAccessKey',
          'iam:UpdateAccessKey',
          'iam:DeleteAccessKey',
          'iam:CreateUser',
          'iam:DeleteUser',
        ]),
      ),
    },
  },
  SecurityAudit: {
    attached: [awsManaged.iamRead],
    inline: {
      AwsSSOInlinePolicy: document(
        allow('health:Describe*'),
        allow([
          'access-analyzer:*',
          'cloudtrail:*',
          'config:*',
          'guardduty:Get*',
          'guardduty:List*',
          'securityhub:*',
        ]),
        allow([
          'ec2:Describe*',
          's3:GetBucket*',
          's3:List*',
          'kms:Describe*',
          'kms:List*',
          'organizations:Describe*',
        ]),
      ),
    },
  },
};

/** Gives the role that a permission set becomes in an account, creating it when it is first asked for. */
export function permissionSetRole(stage: Stage, account: Account, set: PermissionSet): IamRole {
  const name = roleName(account, set);
  const known = stage.aws.estate.findRole(account, name);
  if (known) return known;
  return stage.aws.estate.role(account, name, {
    ...permissions[set],
    path: `/aws-reserved/sso.amazonaws.com/${homeRegion}/`,
    createdAt: Date.parse('2022-08-15T07:40:00Z'),
    description: `Permission set ${set}`,
    trust: trustFederated(samlProvider(account), 'sts:AssumeRoleWithSAML', {
      StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' },
    }),
    maxSessionSeconds: 43_200,
  });
}

const roleNames = new Map<string, string>();

function roleName(account: Account, set: PermissionSet): string {
  const key = `${account.id}/${set}`;
  const known = roleNames.get(key);
  if (known !== undefined) return known;
  const name = `AWSReservedSSO_${set}_${new Random('permission-set').split(key).hex(16)}`;
  roleNames.set(key, name);
  return name;
}

/** Gives the session that a person has had since signing in this morning. */
export function staffSession(stage: Stage, hour: number, person: Person, role: IamRole): RoleSession {
  const startedAt = signInHour(person, hour);
  return {
    kind: 'role-session',
    role,
    sessionName: person.email,
    keyId: stage.aws.estate.sessionKey(role.account, `${person.id}/${role.arn}/${startedAt}`),
    startedAt,
    onBehalfOf: directoryId(person),
  };
}

/** Gives the last moment up to `hour` at which it was eight in the morning where a person works. */
export function signInHour(person: Person, hour: number): number {
  return hour - ((localHour(person.zone, hour).hour + 16) % 24) * HOUR;
}

/** Opens a command line for a person with a permission set, at the office. */
export function staffShell(
  stage: Stage,
  turn: Turn,
  person: Person,
  account: Account,
  set: PermissionSet,
): Shell {
  const caller = staffSession(stage, turn.hour, person, permissionSetRole(stage, account, set));
  const origin = fromPlace(person.office, agents.cli, turn.random);
  return turn.shell(caller, origin, { pauseMs: [2_000, 40_000] });
}

/** Gives the provider that vouches for people in an account. */
export function samlProvider(account: Account): string {
  return `arn:aws:iam::${account.id}:saml-provider/AWSSSO_7c1f0a92d3e45b68_DO_NOT_DELETE`;
}
