import type { TokenFormat } from '../../model/token-format.ts';

const common = { certainty: 'possible', publicPart: 'nothing' } as const;

/** What has no mark of its own: several issuers use the same form, and hashes look the same. */
export const plainFormats: readonly TokenFormat[] = [
  {
    ...common,
    id: 'github-token-legacy',
    issuer: 'GitHub',
    kind: 'token of before 2021, or OAuth client secret',
    provider: 'github',
    pattern: /[0-9a-f]{40}/,
    marks: [],
    label: /github|\bgh_/i,
    hash: 'sha256-base64',
    publicPart: 'the SHA-256 of its value in base64, as `hashed_token` in the audit log',
    revoke: { where: 'its owner: Settings → Developer settings → Personal access tokens → Delete' },
    source:
      'https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/',
  },
  {
    ...common,
    id: 'heroku-api-key-legacy',
    issuer: 'Heroku',
    kind: 'API key (before prefixes)',
    pattern: /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/,
    marks: ['-'],
    label: /heroku/i,
    needsLabel: true,
    revoke: { where: 'Account settings → API Key → Regenerate' },
    source: 'https://devcenter.heroku.com/articles/authentication',
  },
  {
    ...common,
    id: 'twilio-auth-token',
    issuer: 'Twilio',
    kind: 'auth token',
    pattern: /[0-9a-f]{32}/,
    marks: [],
    label: /twilio/i,
    revoke: { where: 'Console → Account → API keys & tokens → promote the secondary auth token' },
    source: 'https://www.twilio.com/docs/iam/api/authtoken',
  },
];
