import type { InventoryRead, InventoryRemark } from '../../../model/inventory.ts';
import type { InventoryFile } from '../../provider.ts';
import { Records } from '../../shared/inventory/held-records.ts';
import { readItems } from '../../shared/inventory/inventory-items.ts';
import { RemarkList } from '../../shared/inventory/remarks.ts';
import { withTablesAsItems } from './credential-table.ts';
import { addCredentials } from './credentials.ts';
import { addDeployKeys } from './deploy-keys.ts';
import { addEnterpriseCredentials } from './enterprise-credentials.ts';
import { addInstallations } from './installations.ts';
import { githubItems } from './item.ts';
import { addMembers } from './members.ts';
import { Organisations } from './organisations.ts';
import { addPersonalTokens } from './personal-tokens.ts';
import { addWorkflows } from './workflows.ts';

/** What was read of one or several organisations. Lists are sorted by id. */
export interface GithubInventoryRead extends InventoryRead {
  /** Choices that the reader of the result should know of. */
  readonly notes: readonly InventoryRemark[];
}

/**
 * Reads exported inventories of GitHub organisations: any number of answers of its API and of exports of
 * credentials, in any order, with any names.
 * Never throws for what is in a file: what cannot be read is among the problems, and the rest is read.
 */
export function readInventory(
  files: readonly InventoryFile[],
  observedAtDefault: number,
): GithubInventoryRead {
  const remarks = { problems: new RemarkList(), ignored: new RemarkList(), notes: new RemarkList() };
  const { items, kinds } = readItems(
    githubItems,
    withTablesAsItems(files, remarks),
    observedAtDefault,
    remarks,
  );
  const organisations = new Organisations(items, files.find(({ account }) => account !== undefined)?.account);
  const records = new Records();
  addMembers(items, organisations, records);
  addPersonalTokens(items, organisations, records);
  addInstallations(items, organisations, records);
  addCredentials(items, organisations, records, remarks);
  addDeployKeys(items, records);
  addWorkflows(items, organisations, records);
  // Lists of one organisation tell more of a token: what they name is not read again.
  addEnterpriseCredentials(items, records, remarks);
  return {
    files: files.map(({ path }) => ({ path, kinds: [...(kinds.get(path) ?? [])] })),
    ...records.lists,
    lastAccessed: [],
    recordings: [],
    problems: remarks.problems.toList(),
    ignored: remarks.ignored.toList(),
    notes: remarks.notes.toList(),
  };
}
