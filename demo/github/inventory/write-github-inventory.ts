import { InventoryFolder } from '../../files/inventory-folder.ts';
import type { Json } from '../../json.ts';
import { organisation } from '../enterprise.ts';
import type { GithubEstate } from '../estate.ts';
import { credentialAuthorizations } from './credentials.ts';
import { deployKeyItem } from './deploy-keys.ts';
import { installations } from './installations.ts';
import { personalTokens } from './personal-tokens.ts';
import { repositoryItem, userItem } from './things.ts';

/** What the organisation lets workflows do when they do not ask. */
export const workflowDefault = 'read';

/**
 * Writes the inventory below `github/inventory`, every file as `gh api` prints it and in the folder of its address.
 * Gives the number of files.
 */
export function writeGithubInventory(directory: string, estate: GithubEstate, exportedAt: number): number {
  const folder = new InventoryFolder(directory, exportedAt);
  const root = 'github/inventory';
  const org = `${root}/orgs/${organisation.login}`;
  const write = (path: string, value: Json): void => folder.json(path, value, 2);
  write(`${org}/members.json`, estate.users.map(userItem));
  write(`${org}/repositories.json`, estate.repositories.map(repositoryItem));
  write(`${org}/installations.json`, installations(estate));
  write(`${org}/credential-authorizations.json`, credentialAuthorizations(estate));
  write(`${org}/personal-access-tokens.json`, personalTokens(estate, exportedAt));
  for (const token of estate.tokens) {
    if (token.kind !== 'fine-grained-pat' || token.repositories === undefined) continue;
    write(
      `${org}/personal-access-tokens/${token.grantId}/repositories.json`,
      token.repositories.map(repositoryItem),
    );
  }
  write(`${org}/actions/permissions/workflow.json`, workflowPermissions(workflowDefault));
  for (const repository of estate.repositories) {
    const place = `${root}/repos/${repository.fullName}`;
    const keys = estate.deployKeys.filter((key) => key.repository === repository);
    if (keys.length > 0)
      write(
        `${place}/keys.json`,
        keys.map((key) => deployKeyItem(key, estate)),
      );
    if (repository.workflowDefault !== undefined)
      write(`${place}/actions/permissions/workflow.json`, workflowPermissions(repository.workflowDefault));
  }
  return folder.files();
}

function workflowPermissions(level: 'read' | 'write'): Json {
  return { default_workflow_permissions: level, can_approve_pull_request_reviews: false };
}
