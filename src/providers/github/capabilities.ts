import type { CapabilityTable } from '../../model/capability.ts';

/** What permissions of GitHub are good for in wrong hands. */
export const githubCapabilities: CapabilityTable = {
  'reads-secrets': ['codespaces_secrets:*', 'secret_scanning_alerts:read'],
  'reads-data': ['contents:read', 'contents:write', 'packages:read', 'codespaces:read', 'gists:*'],
  'writes-data': ['contents:write', 'packages:write', 'administration:write', 'single_file:write'],
  'sends-outside': ['repository_hooks:write', 'organization_hooks:write', 'pages:write'],
  'runs-code': [
    'workflows:write',
    'actions:write',
    'codespaces:write',
    'organization_self_hosted_runners:write',
    'administration:write',
  ],
  'mints-tokens': [
    'secrets:write',
    'organization_secrets:write',
    'dependabot_secrets:write',
    'keys:write',
    'git_signing_ssh_public_keys:write',
  ],
  'changes-access': [
    'members:write',
    'organization_administration:write',
    'administration:write',
    'organization_custom_roles:write',
    'organization_custom_org_roles:write',
    'organization_personal_access_token_requests:write',
    'organization_personal_access_tokens:write',
    'environments:write',
  ],
  'hides-traces': [],
};
