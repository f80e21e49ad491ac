import type { Json } from '../../json.ts';
import type { Random } from '../../random.ts';
import { type Operation, operation } from '../operation.ts';
import type { IamRole, IamUser } from '../principals.ts';

/** Takes a role; the answer names the temporary key, which ties the session to its parent. */
export function assumeRole(
  role: IamRole,
  sessionName: string,
  keyId: string,
  expiresAt: number,
  random: Random,
): Operation {
  return operation(
    'sts',
    'AssumeRole',
    'sts:AssumeRole',
    { roleArn: role.arn, roleSessionName: sessionName },
    {
      response: {
        credentials: credentials(keyId, expiresAt, random),
        assumedRoleUser: assumedRole(role, sessionName),
      },
      resources: [{ arn: role.arn, type: 'AWS::IAM::Role', accountId: role.account.id }],
    },
  );
}

/** Takes a role with a token of an OpenID Connect provider. */
export function assumeRoleWithWebIdentity(
  role: IamRole,
  sessionName: string,
  keyId: string,
  expiresAt: number,
  identity: { provider: string; audience: string; subject: string },
  random: Random,
): Operation {
  return operation(
    'sts',
    'AssumeRoleWithWebIdentity',
    'sts:AssumeRoleWithWebIdentity',
    { roleArn: role.arn, roleSessionName: sessionName, durationSeconds: 3600 },
    {
      response: {
        credentials: credentials(keyId, expiresAt, random),
        subjectFromWebIdentityToken: identity.subject,
        assumedRoleUser: assumedRole(role, sessionName),
        provider: identity.provider,
        audience: identity.audience,
      },
      resources: [{ arn: role.arn, type: 'AWS::IAM::Role', accountId: role.account.id }],
    },
  );
}

/** Takes a role with a SAML assertion. */
export function assumeRoleWithSaml(
  role: IamRole,
  subject: string,
  keyId: string,
  expiresAt: number,
  provider: string,
  random: Random,
): Operation {
  return operation(
    'sts',
    'AssumeRoleWithSAML',
    'sts:AssumeRoleWithSAML',
    {
      roleArn: role.arn,
      principalArn: provider,
      durationSeconds: 3600,
      sAMLAssertionID: `_${random.uuid()}`,
    },
    {
      response: {
        credentials: credentials(keyId, expiresAt, random),
        assumedRoleUser: assumedRole(role, subject),
        subject,
        subjectType: 'persistent',
        issuer: 'https://sso.meridianfreight.example/saml',
        audience: 'https://signin.aws.amazon.com/saml',
      },
      resources: [{ arn: role.arn, type: 'AWS::IAM::Role', accountId: role.account.id }],
    },
  );
}

/** Turns a long-term key into a session, here with a second factor. Needs no permission. */
export function getSessionToken(user: IamUser, keyId: string, expiresAt: number, random: Random): Operation {
  return operation(
    'sts',
    'GetSessionToken',
    [],
    { durationSeconds: 43_200, serialNumber: `arn:aws:iam::${user.account.id}:mfa/${user.name}` },
    { response: { credentials: credentials(keyId, expiresAt, random) } },
  );
}

/** Mints a session for somebody whom the calling user vouches for. */
export function getFederationToken(
  user: IamUser,
  name: string,
  keyId: string,
  expiresAt: number,
  random: Random,
): Operation {
  return operation(
    'sts',
    'GetFederationToken',
    'sts:GetFederationToken',
    { name, durationSeconds: 3600 },
    {
      response: {
        credentials: credentials(keyId, expiresAt, random),
        federatedUser: {
          federatedUserId: `${user.account.id}:${name}`,
          arn: `arn:aws:sts::${user.account.id}:federated-user/${name}`,
        },
        packedPolicySize: 6,
      },
    },
  );
}

/** Asks who one is. Needs no permission. */
export const getCallerIdentity: Operation = operation('sts', 'GetCallerIdentity', []);

function credentials(keyId: string, expiresAt: number, random: Random): Json {
  return {
    accessKeyId: keyId,
    sessionToken: `IQoJb3JpZ2luX2VjE${random.alphanumeric(80)}`,
    expiration: statedTime(expiresAt),
  };
}

function assumedRole(role: IamRole, sessionName: string): Json {
  return {
    assumedRoleId: `${role.id}:${sessionName}`,
    arn: `arn:aws:sts::${role.account.id}:assumed-role/${role.name}/${sessionName}`,
  };
}

/** Formats as CloudTrail states dates inside answers: `Sep 30, 2026, 11:04:12 AM`. */
export function statedTime(at: number): string {
  const date = new Date(at);
  const hour = date.getUTCHours();
  const clock = [hour % 12 || 12, date.getUTCMinutes(), date.getUTCSeconds()].map((part, index) =>
    index === 0 ? String(part) : String(part).padStart(2, '0'),
  );
  const month = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')[date.getUTCMonth()] ?? '';
  return `${month} ${date.getUTCDate()}, ${date.getUTCFullYear()}, ${clock.join(':')} ${hour < 12 ? 'AM' : 'PM'}`;
}
