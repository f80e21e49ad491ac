import type { CapabilityTable } from '../../model/capability.ts';

/** What permissions of Okta are good for in wrong hands. */
export const oktaCapabilities: CapabilityTable = {
  'reads-secrets': ['okta.apps.clientCredentials.read'],
  'reads-data': ['okta.users.read', 'okta.groups.read', 'okta.apps.read', 'okta.logs.read'],
  'writes-data': ['okta.users.userprofile.manage', 'okta.users.manage', 'okta.schemas.manage'],
  'sends-outside': ['okta.eventHooks.manage', 'okta.logStreams.manage'],
  'runs-code': ['okta.inlineHooks.manage', 'okta.workflows.invoke'],
  'mints-tokens': [
    'okta.apps.manage',
    'okta.apiTokens.manage',
    'okta.users.apitokens.manage',
    'okta.users.credentials.*',
    'okta.users.manage',
    'okta.authorizationServers.manage',
  ],
  'changes-access': [
    'okta.roles.manage',
    'okta.groups.manage',
    'okta.groups.members.manage',
    'okta.apps.manage',
    'okta.apps.assignment.manage',
    'okta.appGrants.manage',
    'okta.policies.manage',
    'okta.idps.manage',
    'okta.authenticators.manage',
  ],
  'hides-traces': ['okta.logStreams.manage', 'okta.eventHooks.manage'],
};
