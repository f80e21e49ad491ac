import type { JsonObject } from '../../json.ts';
import { isoSeconds } from '../../time.ts';
import { deployKeysId } from '../callers.ts';
import type { GithubEstate } from '../estate.ts';
import type { DeployKey } from '../holders.ts';
import { timeOrNull } from './things.ts';

/** A deploy key as `GET /repos/{owner}/{repo}/keys` shows it. */
export function deployKeyItem(key: DeployKey, estate: GithubEstate): JsonObject {
  return {
    id: key.id,
    key: `ssh-ed25519 ${estate.hash(`deploy-key/${key.id}`)}`,
    url: `https://api.github.com/repos/${key.repository.fullName}/keys/${key.id}`,
    title: key.title,
    verified: true,
    created_at: isoSeconds(key.createdAt),
    read_only: key.isReadOnly,
    added_by: key.addedBy,
    last_used: timeOrNull(estate.lastUse(deployKeysId(key.repository))),
    enabled: true,
  };
}
