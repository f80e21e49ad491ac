import { InventoryFolder } from '../../files/inventory-folder.ts';
import type { Person } from '../../organisation/people.ts';
import { isoOffset } from '../../time.ts';
import { accounts, allAccounts } from '../accounts.ts';
import type { Estate } from '../estate.ts';
import { accessKeyLastUsed, accessKeyList, credentialReport, keysOf } from './access-keys.ts';
import { authorizationDetails } from './authorization-details.ts';
import { directoryUsers } from './identity-store.ts';
import { organizationDocuments } from './organization.ts';
import { serviceLastAccessed } from './service-last-accessed.ts';
import { trailDocuments } from './trails.ts';

/** When the accounts were opened. */
const openedAt = Date.parse('2019-04-02T08:12:45Z');

/**
 * Writes the inventory of all accounts below `aws/inventory/<account id>`, every file as the AWS CLI prints it.
 * Gives the number of files.
 */
export function writeInventory(
  directory: string,
  estate: Estate,
  staff: readonly Person[],
  exportedAt: number,
): number {
  const folder = new InventoryFolder(directory, exportedAt);
  for (const account of allAccounts) {
    const root = `aws/inventory/${account.id}`;
    folder.json(`${root}/account-authorization-details.json`, authorizationDetails(estate, account));
    folder.text(`${root}/credential-report.csv`, credentialReport(estate, account, openedAt));
    for (const user of estate.users.filter((candidate) => candidate.account === account)) {
      folder.json(`${root}/access-keys/${user.name}.json`, accessKeyList(estate, user));
      for (const key of keysOf(estate, user)) {
        folder.json(`${root}/access-key-last-used/${key.id}.json`, accessKeyLastUsed(estate, key));
      }
    }
    writeAll(folder, `${root}/cloudtrail`, trailDocuments(estate, account));
  }
  writeAll(
    folder,
    `aws/inventory/${accounts.security.id}/organizations`,
    organizationDocuments(estate, openedAt),
  );
  folder.json(`aws/inventory/${accounts.security.id}/identity-store/list-users.json`, directoryUsers(staff));
  writeManagedPolicies(folder, estate);
  writeServiceLastAccessed(folder, estate, exportedAt);
  return folder.files();
}

function writeAll(
  folder: InventoryFolder,
  path: string,
  files: Readonly<Record<string, Parameters<InventoryFolder['json']>[1]>>,
): void {
  for (const [name, value] of Object.entries(files)) folder.json(`${path}/${name}`, value);
}

/** The documents of AWS's own policies, as `aws iam get-policy-version` prints them. */
function writeManagedPolicies(folder: InventoryFolder, estate: Estate): void {
  const attached = [...estate.users, ...estate.groups, ...estate.roles].flatMap(
    (holder) => holder.attached ?? [],
  );
  for (const policy of new Set(attached.filter(({ account }) => account === undefined))) {
    folder.json(`aws/inventory/managed-policies/${policy.name}.json`, {
      PolicyVersion: {
        Document: JSON.parse(JSON.stringify(policy.document)),
        VersionId: policy.versionId,
        IsDefaultVersion: true,
        CreateDate: isoOffset(policy.createdAt),
      },
    });
  }
}

function writeServiceLastAccessed(folder: InventoryFolder, estate: Estate, exportedAt: number): void {
  for (const principal of [...estate.users, ...estate.roles].filter(
    ({ tags }) => tags?.team === 'payments',
  )) {
    const path = `aws/inventory/${principal.account.id}/service-last-accessed`;
    const kind = principal.arn.includes(':role/') ? 'role' : 'user';
    folder.json(
      `${path}/${kind}-${principal.name}.json`,
      serviceLastAccessed(estate, principal.arn, exportedAt),
    );
  }
}
