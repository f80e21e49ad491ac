import { InventoryFolder } from '../../files/inventory-folder.ts';
import type { JsonObject } from '../../json.ts';
import { profiles, type SalesforceEstate } from '../estate.ts';
import { organisationId } from '../organisation.ts';
import {
  appRecord,
  assignmentRecord,
  long,
  objectPermissionRecords,
  permissionSetRecord,
  record,
  tokenRecord,
  userRecord,
} from './records.ts';

/** Writes the inventory below `salesforce/inventory`, every file as `sf data query` prints it. Gives the number of files. */
export function writeSalesforceInventory(
  directory: string,
  estate: SalesforceEstate,
  exportedAt: number,
): number {
  const folder = new InventoryFolder(directory, exportedAt);
  const write = (name: string, records: readonly JsonObject[]): void =>
    folder.json(
      `salesforce/inventory/${name}.json`,
      { status: 0, result: { records, totalSize: records.length, done: true }, warnings: [] },
      2,
    );
  const { users, permissionSets, assignments, apps, tokens } = estate;
  write('organization', [record('Organization', { Id: long(organisationId), Name: 'Meridian Freight' })]);
  write(
    'users',
    users.map((user) => userRecord(user, estate.lastLogin(user))),
  );
  write(
    'profiles',
    Object.values(profiles).map(({ id, name }) => record('Profile', { Id: long(id), Name: name })),
  );
  write('permission-sets', permissionSets.map(permissionSetRecord));
  write('object-permissions', permissionSets.flatMap(objectPermissionRecords));
  write('assignments', assignments.map(assignmentRecord));
  write('apps', apps.map(appRecord));
  write(
    'tokens',
    tokens.map((token) => tokenRecord(token, estate.useOf(token))),
  );
  return folder.files();
}
