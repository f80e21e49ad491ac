import type { Expressions } from '../../shared/calls/layers.ts';

/** Partitions other than the common one, by how the names of their regions begin. */
const partitions: readonly (readonly [region: string, partition: string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['us-isof-', 'aws-iso-f'],
  ['eu-isoe-', 'aws-iso-e'],
  ['eusc-', 'aws-eusc'],
];

/** What CloudTrail writes in place of a name that may be a mistyped password. */
const hiddenName = 'HIDDEN_DUE_TO_SECURITY_REASONS';

/**
 * Attribution: which token made the call, and which principal it acts as.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 *
 * Expressions over a record `r`, by alias, in the order in which they build on each other.
 */
export const identity: Expressions = {
  partition: `multiIf(${partitions.map(([region, name]) => `startsWith(awsRegion, '${region}'), '${name}'`).join(', ')}, 'aws')`,
  user_name: `if(u_userName = '${hiddenName}', '', u_userName)`,
  is_anonymous:
    "u_principalId = 'ANONYMOUS_PRINCIPAL' OR u_accountId IN ('anonymous', 'ANONYMOUS_PRINCIPAL')",
  is_service: `u_type = 'AWSService' OR (
    u_type = '' AND u_arn = '' AND u_principalId = '' AND u_accessKeyId = '' AND NOT is_anonymous
    AND (u_invokedBy != '' OR endsWith(sourceIPAddress, '.amazonaws.com')))`,
  // The service acts with the caller's own permissions under a key made for that one call. The console is the caller.
  is_forwarded: "u_invokedBy NOT IN ('', 'signin.amazonaws.com') AND NOT is_service",
  principal_id: `substring(multiIf(
    is_service, if(u_invokedBy != '', u_invokedBy, sourceIPAddress),
    is_anonymous, 'anonymous',
    u_type IN ('AssumedRole', 'FederatedUser') AND u_issuerArn != '', u_issuerArn,
    u_type = 'AssumedRole' AND u_arn != '', replaceRegexpOne(u_arn, '^arn:([a-z-]+):sts::([0-9]*):assumed-role/([^/]+)/.*$', 'arn:\\\\1:iam::\\\\2:role/\\\\3'),
    u_type = 'AssumedRole' AND u_principalId != '', splitByChar(':', u_principalId)[1],
    u_type = 'AWSAccount' AND u_accountId != '', if(u_principalId IN ('', u_accountId), u_accountId, concat(u_accountId, ':', splitByChar(':', u_principalId)[1])),
    u_type IN ('SAMLUser', 'WebIdentityUser') AND user_name != '', concat(u_identityProvider, ':', user_name),
    u_arn != '', u_arn,
    u_type = 'Root' AND u_accountId != '', concat('arn:', partition, ':iam::', u_accountId, ':root'),
    u_type = 'IAMUser' AND user_name != '' AND u_accountId != '', concat('arn:', partition, ':iam::', u_accountId, ':user/', user_name),
    u_onBehalfOf != '', u_onBehalfOf,
    u_principalId != '', u_principalId,
    user_name != '', user_name,
    'unknown'), 1, 1024)`,
  principal_kind: `multiIf(
    is_service, 'service',
    is_anonymous, 'anonymous',
    position(principal_id, ':role/aws-service-role/') > 0, 'service-linked role',
    u_type = 'Root' OR endsWith(principal_id, ':root'), 'root',
    u_type IN ('AssumedRole', 'FederatedUser'), multiIf(
      position(principal_id, ':user/') > 0, 'user',
      position(principal_id, ':federated-user/') > 0, 'federated',
      'role'),
    u_type = 'IAMUser', 'user',
    u_type = 'AWSAccount', 'external',
    u_type IN ('SAMLUser', 'WebIdentityUser'), 'federated',
    u_type IN ('IdentityCenterUser', 'Directory'), 'directory user',
    'unknown')`,
  principal_account: `substring(multiIf(
    principal_kind IN ('service', 'anonymous'), recipientAccountId,
    u_accountId != '', u_accountId,
    recipientAccountId), 1, 128)`,
  // ABIA: a bearer token that a service made of the caller’s session.
  is_session: "substring(u_accessKeyId, 1, 4) IN ('ASIA', 'ABIA', '') OR u_sessionCreated != ''",
  // Whoever fails to sign in has shown no token; an unknown caller’s session is nobody’s.
  token_kind: `multiIf(
    is_service OR is_anonymous OR is_forwarded OR principal_kind = 'service-linked role', '',
    outcome = 'authn_failed' AND eventSource = 'signin.amazonaws.com', '',
    u_type IN ('AssumedRole', 'FederatedUser'), 'session',
    startsWith(u_accessKeyId, 'AKIA'), 'access-key',
    u_type = 'AWSAccount', if(startsWith(u_principalId, 'AROA'), 'session', ''),
    u_type = 'IAMUser' AND u_accessKeyId = '' AND u_credentialId != '', 'service-credential',
    u_type IN ('IAMUser', 'Root') AND NOT is_session, 'access-key',
    principal_id = 'unknown', '',
    u_type IN ('IAMUser', 'Root') OR startsWith(u_accessKeyId, 'ASIA') OR u_credentialId != '', 'session',
    '')`,
  token_id: `multiIf(
    token_kind = 'access-key', substring(u_accessKeyId, 1, 128),
    token_kind = 'service-credential', substring(u_credentialId, 1, 128),
    token_kind = 'session', principal_id,
    '')`,
  credential_id:
    "if(token_kind = 'session', substring(if(u_accessKeyId != '', u_accessKeyId, u_credentialId), 1, 128), '')",
  session: `substring(multiIf(
    token_kind != 'session', '',
    u_type = 'AWSAccount' OR u_arn = '', splitByChar(':', u_principalId)[2],
    u_type IN ('AssumedRole', 'FederatedUser'), arrayElement(splitByChar('/', u_arn), -1),
    ''), 1, 256)`,
  via: "if(is_forwarded, substring(u_invokedBy, 1, 128), '')",
};
