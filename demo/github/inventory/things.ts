import type { JsonObject } from '../../json.ts';
import { isoSeconds } from '../../time.ts';
import { organisation } from '../enterprise.ts';
import type { GithubUser, Repository } from '../holders.ts';

const api = 'https://api.github.com';

/** A user as lists show one. */
export function userItem({ login, id }: Pick<GithubUser, 'login' | 'id'>): JsonObject {
  return {
    login,
    id,
    url: `${api}/users/${login}`,
    html_url: `https://github.com/${login}`,
    gists_url: `${api}/users/${login}/gists{/gist_id}`,
    organizations_url: `${api}/users/${login}/orgs`,
    type: 'User',
    site_admin: false,
  };
}

/** A repository as lists show one. */
export function repositoryItem({ id, name, fullName }: Repository): JsonObject {
  return {
    id,
    name,
    full_name: fullName,
    private: true,
    owner: { ...organisation, type: 'Organization' },
    html_url: `https://github.com/${fullName}`,
    url: `${api}/repos/${fullName}`,
    clone_url: `https://github.com/${fullName}.git`,
    default_branch: 'main',
    visibility: 'private',
    archived: false,
  };
}

/** A time as the API writes it, or null. */
export function timeOrNull(at: number | undefined): string | null {
  return at === undefined ? null : isoSeconds(at);
}
