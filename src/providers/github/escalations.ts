import type { Escalation } from '../../model/capability.ts';

/** Tokens of a user do no more than the user may: what only those who administer a repository may, most tokens with `repo` cannot. */
const boundKinds = ['classic-pat', 'oauth-token', 'fine-grained-pat'];

/** Ways to more access in GitHub, by the permissions of a token that they need. */
export const githubEscalations: readonly Escalation[] = [
  { id: 'organisation-roles', kind: 'own-access', needs: ['organization_custom_org_roles:write'] },
  { id: 'organisation-settings', kind: 'own-access', needs: ['organization_administration:write'] },
  { id: 'members', kind: 'own-access', needs: ['members:write'] },
  { id: 'approve-tokens', kind: 'own-access', needs: ['organization_personal_access_token_requests:write'] },
  { id: 'collaborators', kind: 'other-identity', needs: ['administration:write'], boundKinds },
  { id: 'account-keys', kind: 'other-identity', needs: ['keys:write'] },
  { id: 'workflow-with-secrets', kind: 'standing-role', needs: ['contents:write', 'workflows:write'] },
  { id: 'own-runner', kind: 'standing-role', needs: ['organization_self_hosted_runners:write'] },
  {
    id: 'unguarded-environment',
    kind: 'standing-role',
    needs: ['environments:write', 'actions:write'],
    boundKinds,
  },
];
