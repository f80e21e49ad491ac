import type { Json } from '../../json.ts';
import { sshKeysId } from '../callers.ts';
import type { GithubEstate } from '../estate.ts';
import type { PersonalToken } from '../holders.ts';
import { timeOrNull } from './things.ts';

/** What users have authorised for single sign-on: `GET /orgs/{org}/credential-authorizations`. */
export function credentialAuthorizations(estate: GithubEstate): Json {
  const tokens = estate.tokens
    .filter((token) => token.kind !== 'fine-grained-pat' && token.isListed === true)
    .map((token) => ({
      login: token.user.login,
      credential_id: token.grantId,
      credential_type: token.kind === 'classic-pat' ? 'personal access token' : 'OAuth app token',
      token_last_eight: token.hash.slice(0, 8).replaceAll(/[+/]/g, 'x'),
      scopes: scopesOf(token),
      credential_authorized_at: timeOrNull(token.createdAt),
      credential_accessed_at: timeOrNull(estate.lastUse(String(token.id)) ?? token.lastUsedAt),
      authorized_credential_id: token.id,
      authorized_credential_note: token.name,
      authorized_credential_expires_at: timeOrNull(token.expiresAt),
    }));
  const keys = estate.sshKeys.map(({ user, id, fingerprint, createdAt }) => ({
    login: user.login,
    credential_id: id,
    credential_type: 'SSH key',
    fingerprint,
    credential_authorized_at: timeOrNull(createdAt),
    credential_accessed_at: timeOrNull(estate.lastUse(sshKeysId(user))),
    authorized_credential_id: id,
    authorized_credential_title: 'work laptop',
  }));
  return [...tokens, ...keys];
}

function scopesOf(token: PersonalToken): readonly string[] {
  return token.kind === 'fine-grained-pat' ? [] : token.scopes;
}
