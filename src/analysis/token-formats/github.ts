import type { Revocation, TokenFormat } from '../../model/token-format.ts';
import { crc32Base62, sha256Base32 } from '../identify/checksums.ts';
import { jwtReading, readJwt } from '../identify/read-jwt.ts';

const issuer = 'GitHub';
const provider = 'github';
const source =
  'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats';
const publicPart = 'the SHA-256 of its value in base64, as `hashed_token` in the audit log';

/** Anybody may report such a token to GitHub, which revokes it and tells its owner. */
const revokeByValue = ['gh api --method POST /credentials/revoke --input FILE_WITH_THE_TOKEN'];
const revokeApi = 'https://docs.github.com/en/rest/credentials/revoke';

const revokeToken: Revocation = {
  where: 'its owner: Settings → Developer settings → Personal access tokens → Delete',
  commands: revokeByValue,
  notes: [`the file holds {"credentials": ["…"]}; whoever has the token may do this: ${revokeApi}`],
};

const revokeGrant: Revocation = {
  where: 'its user: Settings → Applications → Authorized OAuth Apps, or Authorized GitHub Apps → Revoke',
  commands: revokeByValue,
  notes: [`the file holds {"credentials": ["…"]}; whoever has the token may do this: ${revokeApi}`],
};

const revokeInstallation: Revocation = {
  where:
    'it ends by itself within an hour; the app can end it before, and a new key of the app stops new ones',
  commands: ['gh api --method DELETE /installation/token'],
  notes: ['the command has to run with the token itself'],
};

/** What GitHub issues. */
export const githubFormats: readonly TokenFormat[] = [
  {
    id: 'github-pat-classic',
    issuer,
    kind: 'personal access token (classic)',
    provider,
    pattern: /ghp_[A-Za-z0-9]{36}/,
    marks: ['ghp_'],
    certainty: 'certain',
    checksum: crc32Base62,
    hash: 'sha256-base64',
    publicPart,
    revoke: revokeToken,
    source,
  },
  {
    id: 'github-pat-fine-grained',
    issuer,
    kind: 'personal access token (fine-grained)',
    provider,
    pattern: /github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}/,
    marks: ['github_pat_'],
    certainty: 'certain',
    checksum: sha256Base32,
    hash: 'sha256-base64',
    publicPart,
    revoke: revokeToken,
    source,
  },
  {
    id: 'github-oauth',
    issuer,
    kind: 'OAuth access token',
    provider,
    pattern: /gho_[A-Za-z0-9]{36}/,
    marks: ['gho_'],
    certainty: 'certain',
    checksum: crc32Base62,
    hash: 'sha256-base64',
    publicPart,
    revoke: revokeGrant,
    source,
  },
  {
    id: 'github-user-to-server',
    issuer,
    kind: 'token of a user through a GitHub App',
    provider,
    pattern: /ghu_[A-Za-z0-9]{36}/,
    marks: ['ghu_'],
    certainty: 'certain',
    checksum: crc32Base62,
    hash: 'sha256-base64',
    publicPart,
    revoke: revokeGrant,
    source,
  },
  {
    id: 'github-refresh',
    issuer,
    kind: 'refresh token of a user through a GitHub App',
    provider,
    pattern: /ghr_[A-Za-z0-9]{76}/,
    marks: ['ghr_'],
    certainty: 'certain',
    checksum: crc32Base62,
    hash: 'sha256-base64',
    publicPart,
    revoke: revokeGrant,
    source,
  },
  {
    id: 'github-installation-jwt',
    issuer,
    kind: 'installation token of a GitHub App, or GITHUB_TOKEN',
    provider,
    pattern: /ghs_\d{1,20}_eyJ[A-Za-z0-9_-]{8,1000}\.[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{8,1000}/,
    marks: ['ghs_'],
    certainty: 'certain',
    hash: 'sha256-base64',
    read: readInstallationToken,
    publicPart: `id of the app, claims; ${publicPart}`,
    revoke: revokeInstallation,
    source,
  },
  {
    id: 'github-installation',
    issuer,
    kind: 'installation token of a GitHub App, or GITHUB_TOKEN',
    provider,
    pattern: /ghs_[A-Za-z0-9]{36}/,
    marks: ['ghs_'],
    certainty: 'certain',
    hash: 'sha256-base64',
    publicPart,
    revoke: revokeInstallation,
    source,
  },
];

/** https://github.blog/changelog/2026-04-24-notice-about-upcoming-new-format-for-github-app-installation-tokens/ */
function readInstallationToken(value: string) {
  const [, appId = '', token = ''] = /^ghs_(\d+)_(.+)$/.exec(value) ?? [];
  const jwt = readJwt(token);
  if (jwt === undefined) return undefined;
  const { facts = [], ...reading } = jwtReading(jwt);
  return { ...reading, facts: [{ name: 'app id', value: appId }, ...facts] };
}
