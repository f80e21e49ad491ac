import type { Json } from '../../json.ts';
import { organisation } from '../enterprise.ts';
import type { GithubEstate } from '../estate.ts';
import { byArea } from '../permissions.ts';
import { timeOrNull, userItem } from './things.ts';

/** Fine-grained tokens that may reach the organisation: `GET /orgs/{org}/personal-access-tokens`. */
export function personalTokens(estate: GithubEstate, exportedAt: number): Json {
  return estate.tokens.flatMap((token) => {
    if (token.kind !== 'fine-grained-pat') return [];
    const isExpired = token.expiresAt !== undefined && token.expiresAt <= exportedAt;
    return {
      id: token.grantId,
      owner: userItem(token.user),
      repository_selection: token.repositories === undefined ? 'all' : 'subset',
      repositories_url: `https://api.github.com/organizations/${organisation.id}/personal-access-tokens/${token.grantId}/repositories`,
      permissions: byArea(token.levels),
      access_granted_at: timeOrNull(token.createdAt),
      token_id: token.id,
      token_name: token.name,
      token_expired: isExpired,
      token_expires_at: timeOrNull(token.expiresAt),
      token_last_used_at: timeOrNull(estate.lastUse(String(token.id)) ?? token.lastUsedAt),
    };
  });
}
