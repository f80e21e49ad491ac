import type { Escalation } from '../../model/capability.ts';

/**
 * Ways to more access in Salesforce.
 * https://help.salesforce.com/s/articleView?id=platform.permissions_about_users_access.htm
 */
export const salesforceEscalations: readonly Escalation[] = [
  { id: 'assign-permission-sets', kind: 'own-access', needs: ['AssignPermissionSets'] },
  { id: 'edit-own-profile', kind: 'own-access', needs: ['ManageProfilesPermissionsets'] },
  { id: 'deploy-profile', kind: 'own-access', needs: ['ModifyMetadata', 'CustomizeApplication'] },
  // Classes and triggers run in system mode, whoever set them off.
  { id: 'apex-in-system-mode', kind: 'own-access', needs: ['AuthorApex'] },
  { id: 'user-accounts', kind: 'other-identity', needs: ['ManageUsers'] },
  { id: 'internal-user-accounts', kind: 'other-identity', needs: ['ManageInternalUsers'] },
  { id: 'auth-provider', kind: 'other-identity', needs: ['ManageAuthProviders'] },
  { id: 'connected-app', kind: 'other-identity', needs: ['ManageRemoteAccess'] },
];
