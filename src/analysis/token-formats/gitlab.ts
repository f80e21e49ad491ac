import type { TokenFormat } from '../../model/token-format.ts';
import { crc32Base36 } from '../identify/checksums.ts';

const common = {
  issuer: 'GitLab',
  certainty: 'certain',
  publicPart: 'nothing',
  source: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
} as const;

const revokePat = {
  where: 'its owner: Preferences → Access tokens → Revoke (of a project or group: Settings → Access tokens)',
  commands: ['curl --request DELETE --header @HEADER_FILE https://GITLAB/api/v4/personal_access_tokens/self'],
  notes: ['HEADER_FILE holds `PRIVATE-TOKEN: …`, so that the token is on no command line'],
};

/** What GitLab issues; an administrator may have changed the first prefix. */
export const gitlabFormats: readonly TokenFormat[] = [
  {
    ...common,
    id: 'gitlab-pat-routable',
    kind: 'personal, project or group access token (routable)',
    pattern: /glpat-[\w-]{27,300}\.01\.[0-9a-z]{9}/,
    marks: ['glpat-'],
    checksum: crc32Base36,
    revoke: revokePat,
  },
  {
    ...common,
    id: 'gitlab-pat',
    kind: 'personal, project or group access token',
    pattern: /glpat-[\w-]{20}/,
    marks: ['glpat-'],
    revoke: revokePat,
  },
  {
    ...common,
    id: 'gitlab-oauth-secret',
    kind: 'secret of an OAuth application',
    pattern: /gloas-[\w-]{64}/,
    marks: ['gloas-'],
    revoke: { where: 'Applications → its application → Renew secret' },
  },
  {
    ...common,
    id: 'gitlab-deploy-token',
    kind: 'deploy token',
    pattern: /gldt-[\w-]{20}/,
    marks: ['gldt-'],
    revoke: { where: 'project or group → Settings → Repository → Deploy tokens → Revoke' },
  },
  {
    ...common,
    id: 'gitlab-runner-token',
    kind: 'authentication token of a runner',
    pattern: /glrtr?-(?:t\d_)?[\w-]{20,300}(?:\.[0-9a-z]{2}\.?[0-9a-z]{7,9})?/,
    marks: ['glrt-', 'glrtr-'],
    revoke: {
      where: 'Settings → CI/CD → Runners → its runner → Remove',
      commands: ['gitlab-runner reset-token --name RUNNER'],
    },
  },
  {
    ...common,
    id: 'gitlab-runner-registration',
    kind: 'registration token of runners',
    pattern: /GR1348941[\w-]{20}/,
    marks: ['GR1348941'],
    revoke: { where: 'Settings → CI/CD → Runners → Reset registration token' },
  },
  {
    ...common,
    id: 'gitlab-job-token',
    kind: 'token of a CI job',
    pattern: /glcbt-[0-9a-zA-Z]{1,5}_[\w-]{20}/,
    marks: ['glcbt-'],
    revoke: { where: 'it ends with its job: cancel the job' },
  },
  {
    ...common,
    id: 'gitlab-trigger-token',
    kind: 'pipeline trigger token',
    pattern: /glptt-[0-9a-f]{40}/,
    marks: ['glptt-'],
    revoke: { where: 'project → Settings → CI/CD → Pipeline trigger tokens → Revoke' },
  },
  {
    ...common,
    id: 'gitlab-feed-token',
    kind: 'feed token',
    pattern: /glft-[\w-]{20}/,
    marks: ['glft-'],
    revoke: { where: 'its user: Preferences → Access tokens → Feed token → Reset' },
  },
  {
    ...common,
    id: 'gitlab-incoming-mail-token',
    kind: 'incoming mail token',
    pattern: /glimt-[\w-]{25}/,
    marks: ['glimt-'],
    revoke: { where: 'its user: Preferences → Access tokens → Incoming email token → Reset' },
  },
  {
    ...common,
    id: 'gitlab-agent-token',
    kind: 'token of the agent for Kubernetes',
    pattern: /glagent-[\w-]{50}/,
    marks: ['glagent-'],
    revoke: { where: 'project → Operate → Kubernetes clusters → its agent → Access tokens → Revoke' },
  },
  {
    ...common,
    id: 'gitlab-scim-token',
    kind: 'SCIM token',
    pattern: /glsoat-[\w-]{20}/,
    marks: ['glsoat-'],
    revoke: { where: 'group → Settings → SAML SSO → SCIM token → Reset' },
  },
  {
    ...common,
    id: 'gitlab-feature-flag-token',
    kind: 'token of a feature flag client',
    pattern: /glffct-[\w-]{20}/,
    marks: ['glffct-'],
    revoke: { where: 'project → Deploy → Feature flags → Configure → Regenerate instance ID' },
  },
];
