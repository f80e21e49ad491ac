import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const days = 100;
/** A Monday. */
const begin = Date.parse('2026-03-02T00:00:00Z');

export const sampleTokens = {
  deployer: '98001',
  sleeper: '98002',
  graphql: '98003',
  classic: '551201',
  oauth: '551202',
} as const;

/** A token that somebody left lying about; no service ever gave it out. */
export const foundToken = `github_pat_${'1'.repeat(22)}_${'a'.repeat(59)}`;

const hashOf = (value: string): string => createHash('sha256').update(value).digest('base64');

interface Event {
  readonly action?: string;
  readonly [field: string]: unknown;
}

const fineGrained = { programmatic_access_type: 'Fine-grained personal access token' };
const app = {
  actor: 'renovate[bot]',
  actor_is_bot: true,
  programmatic_access_type: 'GitHub App server-to-server token',
};
const workflow = { ...app, actor: 'github-actions[bot]' };
const request = (request_method: string, route: string, status_code = 200): Event => ({
  action: 'api.request',
  request_method,
  route,
  status_code,
});
const repository = '/repos/{owner}/{repo}';

/** What happens every so many hours, all through the log. */
const habits: readonly { readonly everyHours: number; readonly event: Event }[] = [
  { everyHours: 1, event: { ...app, ...request('GET', `${repository}/contents/{path}`), token_id: 0 } },
  { everyHours: 5, event: { ...app, ...request('PUT', `${repository}/contents/{path}`), token_id: 0 } },
  { everyHours: 5, event: { ...app, ...request('POST', `${repository}/pulls`, 201), token_id: 0 } },
  { everyHours: 6, event: { ...app, ...request('POST', `${repository}/issues/{issue_number}/labels`) } },
  { everyHours: 3, event: { ...workflow, ...request('POST', `${repository}/statuses/{sha}`, 201) } },
  { everyHours: 3, event: { ...workflow, action: 'git.fetch', transport_protocol_name: 'http' } },
  {
    everyHours: 8,
    event: {
      ...fineGrained,
      actor: 'mira',
      token_id: 98001,
      hashed_token: hashOf(foundToken),
      action: 'git.clone',
    },
  },
  {
    everyHours: 8,
    event: {
      ...fineGrained,
      actor: 'mira',
      token_id: 98001,
      hashed_token: hashOf(foundToken),
      ...request('GET', `${repository}/pulls`),
    },
  },
  {
    everyHours: 24,
    event: {
      ...fineGrained,
      actor: 'mira',
      token_id: 98001,
      hashed_token: hashOf(foundToken),
      ...request('POST', `${repository}/hooks`, 403),
    },
  },
  {
    everyHours: 24,
    event: {
      ...fineGrained,
      actor: 'mira',
      token_id: 98001,
      hashed_token: hashOf(foundToken),
      ...request('GET', `${repository}/actions/runs`, 404),
    },
  },
  {
    everyHours: 12,
    event: {
      ...fineGrained,
      actor: 'noor',
      token_id: 98003,
      hashed_token: hashOf('another'),
      ...request('POST', '/graphql'),
    },
  },
  {
    everyHours: 12,
    event: {
      actor: 'noor',
      programmatic_access_type: 'Personal access token (classic)',
      token_id: 551201,
      token_scopes: 'repo,admin:org',
      ...request('GET', '/orgs/{org}/members'),
    },
  },
  {
    everyHours: 24,
    event: {
      actor: 'noor',
      programmatic_access_type: 'OAuth access token',
      token_id: 551202,
      token_scopes: 'repo:status,read:org',
      ...request('POST', `${repository}/statuses/{sha}`, 201),
    },
  },
  {
    everyHours: 24,
    event: {
      actor: 'deploy_key',
      programmatic_access_type: 'Public Key (User/Deploy)',
      transport_protocol_name: 'ssh',
      action: 'git.fetch',
    },
  },
  {
    everyHours: 24,
    event: {
      actor: 'mira',
      action: 'repo.access',
      user_agent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0',
    },
  },
];

const user = (login: string, id: number) => ({
  login,
  id,
  gists_url: `https://api.github.com/users/${login}/gists{/gist_id}`,
  type: 'User',
  site_admin: false,
});

const granted = '2025-06-01T00:00:00Z';
const pat = (id: number, login: string, permissions: object, fields: object = {}) => ({
  id: id + 1000,
  token_id: id,
  token_name: `token-${id}`,
  owner: user(login, id),
  repository_selection: 'all',
  repositories_url: `https://api.github.com/organizations/4711/personal-access-tokens/${id + 1000}/repositories`,
  permissions: { organization: {}, repository: permissions, other: {} },
  access_granted_at: granted,
  token_expired: false,
  token_expires_at: null,
  token_last_used_at: null,
  ...fields,
});

const inventory: Readonly<Record<string, unknown>> = {
  'orgs/umbra/members.json': [user('mira', 7001), user('noor', 7002)],
  'orgs/umbra/personal-access-tokens.json': [
    pat(98001, 'mira', {
      contents: 'write',
      issues: 'read',
      pull_requests: 'write',
      actions: 'read',
      metadata: 'read',
    }),
    pat(
      98002,
      'mira',
      { administration: 'write', secrets: 'write', metadata: 'read' },
      { token_last_used_at: '2025-09-01T00:00:00Z' },
    ),
    pat(98003, 'noor', { contents: 'write', deployments: 'write', metadata: 'read' }),
  ],
  'orgs/umbra/installations.json': {
    total_count: 1,
    installations: [
      {
        id: 31,
        account: { ...user('umbra', 4711), type: 'Organization' },
        app_id: 9,
        app_slug: 'renovate',
        repository_selection: 'all',
        permissions: {
          contents: 'write',
          pull_requests: 'write',
          administration: 'write',
          checks: 'write',
          metadata: 'read',
        },
        events: [],
        created_at: granted,
        updated_at: granted,
        suspended_at: null,
      },
    ],
  },
  'orgs/umbra/credential-authorizations.json': [
    {
      login: 'noor',
      credential_id: 61,
      credential_type: 'personal access token',
      token_last_eight: 'abcdefgh',
      scopes: ['repo', 'admin:org'],
      credential_authorized_at: granted,
      credential_accessed_at: '2026-06-09T00:00:00Z',
      authorized_credential_id: 551201,
      authorized_credential_expires_at: null,
    },
  ],
  'repos/umbra/site/keys.json': [
    {
      id: 71,
      key: 'ssh-ed25519 AAAA',
      url: 'https://api.github.com/repos/umbra/site/keys/71',
      title: 'server',
      verified: true,
      created_at: granted,
      read_only: false,
      added_by: 'mira',
      last_used: '2026-06-09T00:00:00Z',
    },
  ],
  'repos/umbra/site/actions/permissions/workflow.json': {
    default_workflow_permissions: 'write',
    can_approve_pull_request_reviews: false,
  },
};

/** Writes the log and the inventory of a small organisation; gives the folder of each. */
export function writeSampleOrganisation(folder: string): {
  readonly log: string;
  readonly inventory: string;
} {
  const log = join(folder, 'log');
  mkdirSync(log, { recursive: true });
  for (let day = 0; day < days; day++) {
    const lines = Array.from({ length: 24 }, (_, hour) => eventsOf(day, hour)).flat();
    writeFileSync(
      join(log, `${new Date(begin + day * dayMs).toISOString().slice(0, 10)}.json.log.gz`),
      gzipSync(lines.join('\n')),
    );
  }
  for (const [path, answer] of Object.entries(inventory)) {
    const file = join(folder, 'inventory', path);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, JSON.stringify(answer));
  }
  return { log, inventory: join(folder, 'inventory') };
}

function eventsOf(day: number, hour: number): string[] {
  const count = day * 24 + hour;
  return habits.flatMap(({ everyHours, event }, index) => {
    if (count % everyHours !== index % everyHours) return [];
    return JSON.stringify({
      '@timestamp': begin + count * hourMs + index * 60_000 + 17,
      _document_id: `${count}-${index}`,
      actor_ip: '198.51.100.7',
      business: 'umbra-group',
      org: 'umbra',
      repo: 'umbra/site',
      user_agent: 'curl/8.7.1',
      ...event,
    });
  });
}
