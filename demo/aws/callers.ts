import type { RecordKind } from '../truth/truth.ts';
import type { Account } from './accounts.ts';
import type { AccessKey, IamRole, IamUser } from './principals.ts';

/** Credentials that STS hands out. */
interface Temporary {
  readonly keyId: string;
  readonly startedAt: number;
  readonly hasMfa?: boolean;
}

export interface KeyCaller {
  readonly kind: 'access-key';
  readonly key: AccessKey;
}

export interface UserSession extends Temporary {
  readonly kind: 'user-session';
  readonly user: IamUser;
  readonly isConsole?: boolean;
}

export interface RoleSession extends Temporary {
  readonly kind: 'role-session';
  readonly role: IamRole;
  readonly sessionName: string;
  readonly sourceIdentity?: string;
  /** ARN of the outside provider that vouched for the caller. */
  readonly federatedProvider?: string;
  /** Version of the instance metadata service that delivered the credentials. */
  readonly instanceDelivery?: '1.0' | '2.0';
  /** Directory user behind an Identity Center session. */
  readonly onBehalfOf?: string;
  /** What the credentials were issued to, for example a function. */
  readonly issuedTo?: { readonly type: string; readonly arn: string };
  readonly isConsole?: boolean;
}

export interface RootCaller extends Temporary {
  readonly kind: 'root';
  readonly account: Account;
}

export interface FederatedUser extends Temporary {
  readonly kind: 'federated-user';
  readonly user: IamUser;
  readonly name: string;
}

/** Whoever makes a call, with the credentials it does so. */
export type Caller =
  | KeyCaller
  | UserSession
  | RoleSession
  | RootCaller
  | FederatedUser
  | { readonly kind: 'unknown-key'; readonly account: Account; readonly keyId: string }
  | { readonly kind: 'console-user'; readonly user: IamUser }
  | { readonly kind: 'console-role'; readonly role: IamRole; readonly sessionName: string }
  | { readonly kind: 'console-root'; readonly account: Account }
  | { readonly kind: 'hidden-user'; readonly account: Account }
  | { readonly kind: 'external'; readonly accountId: string; readonly principalId: string }
  | {
      readonly kind: 'web-identity';
      readonly provider: string;
      readonly audience: string;
      readonly subject: string;
    }
  | { readonly kind: 'saml'; readonly account: Account; readonly provider: string; readonly subject: string }
  | { readonly kind: 'portal-user'; readonly account: Account; readonly userId: string }
  | { readonly kind: 'service'; readonly service: string }
  | { readonly kind: 'service-event'; readonly account: Account; readonly service: string }
  | {
      readonly kind: 'service-linked';
      readonly role: IamRole;
      readonly sessionName: string;
      readonly service: string;
      readonly startedAt: number;
    }
  | { readonly kind: 'anonymous' };

/** Where a call belongs: the account it is made in, the principal it acts as, the token it uses. */
export interface Attribution {
  readonly kind: RecordKind;
  readonly principal?: string;
  readonly token?: string;
}

/** Says to whom a call of this caller belongs. */
export function attribute(caller: Caller): Attribution {
  switch (caller.kind) {
    case 'access-key':
      return { kind: 'token', principal: caller.key.user.arn, token: caller.key.id };
    case 'unknown-key':
      return { kind: 'token', token: caller.keyId };
    case 'user-session':
    case 'federated-user':
      return ofSession(caller.user.arn);
    case 'role-session':
      return ofSession(caller.role.arn);
    case 'root':
      return ofSession(rootArn(caller.account));
    case 'console-user':
      return { ...ofSession(caller.user.arn), kind: 'sign-in' };
    case 'console-role':
      return { ...ofSession(caller.role.arn), kind: 'sign-in' };
    case 'console-root':
      return { ...ofSession(rootArn(caller.account)), kind: 'sign-in' };
    case 'hidden-user':
    case 'web-identity':
    case 'saml':
      return { kind: 'sign-in' };
    case 'portal-user':
    case 'service-event':
      return { kind: 'service-event' };
    case 'service-linked':
      return { kind: 'service-linked' };
    case 'external':
    case 'service':
    case 'anonymous':
      return { kind: caller.kind };
  }
}

/** Gives the account whose credentials a caller holds; nothing for callers from elsewhere. */
export function accountOf(caller: Caller): Account | undefined {
  switch (caller.kind) {
    case 'access-key':
      return caller.key.user.account;
    case 'user-session':
    case 'federated-user':
    case 'console-user':
      return caller.user.account;
    case 'role-session':
    case 'console-role':
    case 'service-linked':
      return caller.role.account;
    case 'root':
    case 'unknown-key':
    case 'console-root':
    case 'hidden-user':
    case 'saml':
    case 'portal-user':
    case 'service-event':
      return caller.account;
    case 'external':
    case 'web-identity':
    case 'service':
    case 'anonymous':
      return undefined;
  }
}

/** Gives the ARN by which messages name a caller. */
export function callerArn(caller: Caller): string {
  switch (caller.kind) {
    case 'access-key':
      return caller.key.user.arn;
    case 'user-session':
    case 'console-user':
      return caller.user.arn;
    case 'role-session':
    case 'console-role':
    case 'service-linked':
      return `arn:aws:sts::${caller.role.account.id}:assumed-role/${caller.role.name}/${caller.sessionName}`;
    case 'federated-user':
      return `arn:aws:sts::${caller.user.account.id}:federated-user/${caller.name}`;
    case 'root':
    case 'console-root':
      return rootArn(caller.account);
    default:
      return 'anonymous';
  }
}

/** Gives the token id under which all sessions of one principal are known. */
export function sessionToken(principalArn: string): string {
  return `session:${principalArn}`;
}

/** Gives the ARN of an account's root user. */
export function rootArn(account: Account): string {
  return `arn:aws:iam::${account.id}:root`;
}

function ofSession(principal: string): Attribution {
  return { kind: 'token', principal, token: sessionToken(principal) };
}
