import type { Expressions } from './layers.ts';

/**
 * Attribution: which token made the call, and which principal it acts as.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 *
 * Expressions over a record `r`, by alias, in the order in which they build on each other.
 */
export const identity: Expressions = {
  is_anonymous:
    "u_principalId = 'ANONYMOUS_PRINCIPAL' OR u_accountId IN ('anonymous', 'ANONYMOUS_PRINCIPAL')",
  is_service: "u_type = 'AWSService' OR (u_type = '' AND u_arn = '' AND NOT is_anonymous)",
  // The service acts with the caller's own permissions under a key made for that one call.
  is_forwarded: "u_invokedBy != '' AND u_type IN ('IAMUser', 'AssumedRole', 'FederatedUser', 'Root')",
  principal_id: `multiIf(
    is_service, if(u_invokedBy != '', u_invokedBy, sourceIPAddress),
    is_anonymous, 'anonymous',
    u_type IN ('AssumedRole', 'FederatedUser') AND u_issuerArn != '', u_issuerArn,
    u_type = 'AssumedRole', replaceRegexpOne(u_arn, '^arn:([a-z-]+):sts::([0-9]*):assumed-role/([^/]+)/.*$', 'arn:\\\\1:iam::\\\\2:role/\\\\3'),
    u_type = 'Root' AND u_arn = '', concat('arn:aws:iam::', u_accountId, ':root'),
    u_type = 'AWSAccount', concat(u_accountId, ':', splitByChar(':', u_principalId)[1]),
    u_type IN ('SAMLUser', 'WebIdentityUser'), concat(u_identityProvider, ':', u_userName),
    u_arn != '', u_arn,
    u_onBehalfOf != '', u_onBehalfOf,
    u_principalId != '', u_principalId,
    u_userName != '', u_userName,
    'unknown')`,
  principal_kind: `multiIf(
    is_service, 'service',
    is_anonymous, 'anonymous',
    position(principal_id, ':role/aws-service-role/') > 0, 'service-linked role',
    u_type IN ('AssumedRole', 'FederatedUser'), if(position(principal_id, ':user/') > 0, 'user', 'role'),
    u_type = 'IAMUser', 'user',
    u_type = 'Root', 'root',
    u_type = 'AWSAccount', 'external',
    u_type IN ('SAMLUser', 'WebIdentityUser'), 'federated',
    u_type IN ('IdentityCenterUser', 'Directory'), 'directory user',
    'unknown')`,
  principal_account: `multiIf(
    principal_kind IN ('service', 'anonymous', 'federated'), recipientAccountId,
    u_accountId != '', u_accountId,
    recipientAccountId)`,
  is_session: "startsWith(u_accessKeyId, 'ASIA') OR u_sessionCreated != '' OR u_accessKeyId = ''",
  token_kind: `multiIf(
    is_service OR is_anonymous OR is_forwarded OR principal_kind = 'service-linked role', '',
    u_type = 'AssumedRole' OR u_type = 'FederatedUser', 'session',
    u_type IN ('IAMUser', 'Root'), multiIf(startsWith(u_accessKeyId, 'AKIA'), 'access-key', is_session, 'session', 'access-key'),
    u_type = 'AWSAccount', 'session',
    u_credentialId != '', 'api-key',
    '')`,
  token_id:
    "multiIf(token_kind = 'access-key', u_accessKeyId, token_kind = 'api-key', u_credentialId, token_kind = 'session', principal_id, '')",
  credential_id: "if(token_kind = 'session', u_accessKeyId, '')",
  session: `multiIf(
    token_kind != 'session', '',
    u_type = 'AWSAccount' OR u_arn = '', splitByChar(':', u_principalId)[2],
    u_type IN ('AssumedRole', 'FederatedUser'), arrayElement(splitByChar('/', u_arn), -1),
    '')`,
  via: "if(is_forwarded, u_invokedBy, '')",
};
