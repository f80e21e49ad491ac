import type { Escalation } from '../../model/capability.ts';

/**
 * Ways to more access in Okta, by the scopes or permissions of a custom role that they need.
 * https://developer.okta.com/docs/api/oauth2/ and https://developer.okta.com/docs/api/openapi/okta-management/guides/permissions/
 */
export const oktaEscalations: readonly Escalation[] = [
  { id: 'assign-admin-role', kind: 'own-access', needs: ['okta.roles.manage'] },
  { id: 'grant-own-scopes', kind: 'own-access', needs: ['okta.appGrants.manage'] },
  { id: 'join-admin-group', kind: 'own-access', needs: ['okta.groups.manage'] },
  { id: 'user-account', kind: 'other-identity', needs: ['okta.users.manage'] },
  { id: 'user-credentials', kind: 'other-identity', needs: ['okta.users.credentials.manage'] },
  {
    id: 'password-and-factors',
    kind: 'other-identity',
    needs: ['okta.users.credentials.resetPassword', 'okta.users.credentials.resetFactors'],
  },
  { id: 'client-credentials', kind: 'other-identity', needs: ['okta.apps.manage'] },
  { id: 'client-secret', kind: 'other-identity', needs: ['okta.apps.clientCredentials.read'] },
  { id: 'identity-provider', kind: 'other-identity', needs: ['okta.idps.manage'] },
  { id: 'forged-claims', kind: 'other-identity', needs: ['okta.authorizationServers.manage'] },
  { id: 'token-hook', kind: 'other-identity', needs: ['okta.inlineHooks.manage'] },
  {
    id: 'weaker-sign-in',
    kind: 'other-identity',
    needs: ['okta.policies.manage', 'okta.users.credentials.resetPassword'],
  },
  { id: 'service-account', kind: 'other-identity', needs: ['okta.serviceAccounts.manage'] },
];
