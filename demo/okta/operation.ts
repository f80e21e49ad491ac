import type { JsonObject } from '../json.ts';
import type { OktaUser, SignOnApp } from './holders.ts';

/** What an event is about. */
export interface Target {
  readonly type: string;
  readonly id: string;
  readonly name: string;
}

/** Something that Okta notes. `permissions` says what it takes; reading is never noted. */
export interface OktaOperation {
  readonly eventType: string;
  readonly message: string;
  readonly permissions: readonly string[];
  readonly targets: readonly Target[];
  readonly debugData?: JsonObject;
}

/** The account of a user, as what an event is about. */
export function userTarget({ id, login }: Pick<OktaUser, 'id' | 'login'>): Target {
  return { type: 'User', id, name: login };
}

/** Somebody signs in. */
export const startSession: OktaOperation = {
  eventType: 'user.session.start',
  message: 'User login to Okta',
  permissions: [],
  targets: [],
};

/** Somebody who has signed in goes on to another system. */
export function signOn({ id, label }: SignOnApp): OktaOperation {
  return {
    eventType: 'user.authentication.sso',
    message: 'User single sign on to app',
    permissions: [],
    targets: [{ type: 'AppInstance', id, name: label }],
  };
}

/** Something done to the account of a user. */
export function toUser(
  eventType: string,
  message: string,
  permission: string,
  user: Pick<OktaUser, 'id' | 'login'>,
): OktaOperation {
  return { eventType, message, permissions: [permission], targets: [userTarget(user)] };
}

/** Somebody is put into a group. */
export function joinGroup(user: Pick<OktaUser, 'id' | 'login'>, group: string, id: string): OktaOperation {
  return {
    eventType: 'group.user_membership.add',
    message: 'Add user to group membership',
    permissions: ['okta.groups.members.manage'],
    targets: [userTarget(user), { type: 'UserGroup', id, name: group }],
  };
}

/** Somebody is given an app. */
export function assignApp(user: Pick<OktaUser, 'id' | 'login'>, { id, label }: SignOnApp): OktaOperation {
  return {
    eventType: 'application.user_membership.add',
    message: 'Add user to application membership',
    permissions: ['okta.apps.assignment.manage'],
    targets: [
      { type: 'AppUser', id: user.id, name: user.login },
      { type: 'AppInstance', id, name: label },
    ],
  };
}

/** A rule of a policy is changed. */
export function updateRule(id: string, name: string): OktaOperation {
  return {
    eventType: 'policy.rule.update',
    message: 'Update policy rule',
    permissions: ['okta.policies.manage'],
    targets: [{ type: 'PolicyRule', id, name }],
  };
}

/** An app is given an access token with some of its scopes. */
export function grantToken(scopes: readonly string[], tokenId: string): OktaOperation {
  return {
    eventType: 'app.oauth2.token.grant.access_token',
    message: 'OAuth2 access token is granted',
    permissions: [],
    targets: [{ type: 'access_token', id: tokenId, name: 'Access Token' }],
    debugData: {
      grantType: 'client_credentials',
      clientAuthType: 'private_key_jwt',
      requestedScopes: scopes.join(','),
      grantedScopes: scopes.join(','),
      requestUri: '/oauth2/v1/token',
      url: '/oauth2/v1/token?',
    },
  };
}
