import type { JsonObject } from '../json.ts';
import { isoSeconds } from '../time.ts';
import { type Account, organisationId } from './accounts.ts';
import { accountOf, type Caller, callerArn, type RoleSession, rootArn } from './callers.ts';
import type { IamRole } from './principals.ts';

/** The session that a service forwards with the caller's own rights. */
export interface Forwarding {
  readonly invokedBy: string;
  /** A temporary key of its own, new for every call. */
  readonly keyId: string;
  readonly startedAt: number;
}

/** Writes the `userIdentity` of a caller as its own account's log has it. */
export function userIdentity(caller: Caller, forwarding?: Forwarding): JsonObject {
  if (forwarding === undefined) return ownIdentity(caller);
  const { keyId: accessKeyId, invokedBy, startedAt } = forwarding;
  if (caller.kind !== 'access-key') return { ...ownIdentity(caller), accessKeyId, invokedBy };
  const sessionContext = {
    sessionIssuer: {},
    webIdFederationData: {},
    attributes: sessionAttributes(startedAt, false),
  };
  return { ...ownIdentity(caller), accessKeyId, sessionContext, invokedBy };
}

/** Writes the `userIdentity` of a caller as the log of another account has it: without its name. */
export function foreignIdentity(caller: Caller): JsonObject {
  return { type: 'AWSAccount', principalId: principalId(caller), accountId: accountOf(caller)?.id ?? '' };
}

function ownIdentity(caller: Caller): JsonObject {
  switch (caller.kind) {
    case 'access-key': {
      const { user, id } = caller.key;
      return { ...iamUser(caller, user.account), accessKeyId: id, userName: user.name };
    }
    case 'user-session':
      return {
        ...iamUser(caller, caller.user.account),
        accessKeyId: caller.keyId,
        userName: caller.user.name,
        sessionContext: {
          sessionIssuer: {},
          webIdFederationData: {},
          attributes: sessionAttributes(caller.startedAt, caller.hasMfa),
        },
      };
    case 'console-user':
      return { ...iamUser(caller, caller.user.account), userName: caller.user.name };
    case 'console-role':
      return {
        type: 'AssumedRole',
        principalId: principalId(caller),
        arn: callerArn(caller),
        accountId: caller.role.account.id,
        sessionContext: { sessionIssuer: roleIssuer(caller.role), webIdFederationData: {} },
      };
    case 'hidden-user':
      return {
        type: 'IAMUser',
        accountId: caller.account.id,
        accessKeyId: '',
        userName: 'HIDDEN_DUE_TO_SECURITY_REASONS',
      };
    case 'unknown-key':
      return { type: 'IAMUser', accountId: caller.account.id, accessKeyId: caller.keyId };
    case 'role-session':
      return roleSession(caller);
    case 'service-linked':
      return {
        type: 'AssumedRole',
        principalId: principalId(caller),
        arn: callerArn(caller),
        accountId: caller.role.account.id,
        sessionContext: {
          sessionIssuer: roleIssuer(caller.role),
          webIdFederationData: {},
          attributes: sessionAttributes(caller.startedAt, false),
        },
        invokedBy: caller.service,
      };
    case 'root':
      return {
        ...rootUser(caller.account),
        accessKeyId: caller.keyId,
        sessionContext: { attributes: sessionAttributes(caller.startedAt, caller.hasMfa) },
      };
    case 'console-root':
      return { ...rootUser(caller.account), accessKeyId: '' };
    case 'federated-user':
      return {
        type: 'FederatedUser',
        principalId: principalId(caller),
        arn: callerArn(caller),
        accountId: caller.user.account.id,
        accessKeyId: caller.keyId,
        sessionContext: {
          sessionIssuer: {
            type: 'IAMUser',
            principalId: caller.user.id,
            arn: caller.user.arn,
            accountId: caller.user.account.id,
            userName: caller.user.name,
          },
          webIdFederationData: {},
          attributes: sessionAttributes(caller.startedAt, caller.hasMfa),
        },
      };
    case 'external':
      return { type: 'AWSAccount', principalId: caller.principalId, accountId: caller.accountId };
    case 'web-identity':
      return {
        type: 'WebIdentityUser',
        principalId: `${caller.provider}:${caller.audience}:${caller.subject}`,
        userName: caller.subject,
        identityProvider: caller.provider,
      };
    case 'saml':
      return {
        type: 'SAMLUser',
        principalId: `${caller.provider}:${caller.subject}`,
        userName: caller.subject,
        identityProvider: caller.provider,
      };
    case 'portal-user':
      return {
        type: 'IdentityCenterUser',
        accountId: caller.account.id,
        onBehalfOf: { userId: caller.userId, identityStoreArn: identityStoreArn(caller.account) },
        credentialId: caller.userId,
      };
    case 'service':
      return { type: 'AWSService', invokedBy: caller.service };
    case 'service-event':
      return { accountId: caller.account.id, invokedBy: caller.service };
    case 'anonymous':
      return { type: 'AWSAccount', principalId: '', accountId: 'anonymous' };
  }
}

/** Gives the ARN of the directory that Identity Center signs people in from. */
function identityStoreArn(account: Account): string {
  return `arn:aws:identitystore::${account.id}:identitystore/d-${organisationId.slice(2)}`;
}

function roleSession(caller: RoleSession): JsonObject {
  return {
    type: 'AssumedRole',
    principalId: principalId(caller),
    arn: callerArn(caller),
    accountId: caller.role.account.id,
    accessKeyId: caller.keyId,
    sessionContext: {
      sessionIssuer: roleIssuer(caller.role),
      webIdFederationData:
        caller.federatedProvider === undefined
          ? {}
          : { federatedProvider: caller.federatedProvider, attributes: {} },
      attributes: sessionAttributes(caller.startedAt, caller.hasMfa),
      ec2RoleDelivery: caller.instanceDelivery,
      sourceIdentity: caller.sourceIdentity,
    },
    onBehalfOf:
      caller.onBehalfOf === undefined
        ? undefined
        : { userId: caller.onBehalfOf, identityStoreArn: identityStoreArn(caller.role.account) },
    inScopeOf:
      caller.issuedTo === undefined
        ? undefined
        : { issuerType: caller.issuedTo.type, credentialsIssuedTo: caller.issuedTo.arn },
  };
}

function roleIssuer(role: IamRole): JsonObject {
  return {
    type: 'Role',
    principalId: role.id,
    arn: role.arn,
    accountId: role.account.id,
    userName: role.name,
  };
}

function iamUser(caller: Caller, account: Account): JsonObject {
  return { type: 'IAMUser', principalId: principalId(caller), arn: callerArn(caller), accountId: account.id };
}

function rootUser(account: Account): JsonObject {
  return { type: 'Root', principalId: account.id, arn: rootArn(account), accountId: account.id };
}

function sessionAttributes(startedAt: number, hasMfa = false): JsonObject {
  return { creationDate: isoSeconds(startedAt), mfaAuthenticated: String(hasMfa) };
}

function principalId(caller: Caller): string {
  switch (caller.kind) {
    case 'access-key':
      return caller.key.user.id;
    case 'user-session':
    case 'console-user':
      return caller.user.id;
    case 'role-session':
    case 'console-role':
    case 'service-linked':
      return `${caller.role.id}:${caller.sessionName}`;
    case 'federated-user':
      return `${caller.user.account.id}:${caller.name}`;
    case 'external':
      return caller.principalId;
    default:
      return '';
  }
}
