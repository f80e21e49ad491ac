import { z } from 'zod';
import type { ListSource } from '../../collector.ts';
import { nextRecords, queryPath, recordsOf } from './query.ts';

/** More records with all of their fields are not given at once. */
const allFieldsMax = 200;
const row = z.looseObject({ Id: z.string().regex(/^[A-Za-z0-9]{15,18}$/) });

/** Everything that tells who may do what. Of OAuth tokens, all but their values. */
export const inventoryLists: readonly ListSource[] = [
  list('organization', 'SELECT Id, Name FROM Organization'),
  list(
    'users',
    `SELECT Id, Username, Name, IsActive, UserType, ProfileId, Profile.Name, Profile.UserLicense.Name, CreatedDate, LastLoginDate
     FROM User`,
  ),
  list('profiles', 'SELECT Id, Name FROM Profile', 'profiles'),
  {
    folder: 'permission-sets',
    request: permissionSetsAfter(''),
    nextIn: (page) => {
      const rows = recordsOf(page, row);
      const last = rows.at(-1)?.Id;
      return rows.length < allFieldsMax || last === undefined ? undefined : permissionSetsAfter(last);
    },
  },
  list(
    'object-permissions',
    `SELECT Id, ParentId, SobjectType, PermissionsRead, PermissionsCreate, PermissionsEdit, PermissionsDelete,
     PermissionsViewAllRecords, PermissionsModifyAllRecords FROM ObjectPermissions`,
  ),
  list(
    'field-permissions',
    'SELECT Id, ParentId, SobjectType, Field, PermissionsRead, PermissionsEdit FROM FieldPermissions',
    'access to fields',
  ),
  list(
    'assignments',
    'SELECT Id, AssigneeId, PermissionSetId, PermissionSetGroupId, ExpirationDate, SystemModstamp FROM PermissionSetAssignment',
  ),
  list('groups', 'SELECT Id, DeveloperName FROM PermissionSetGroup', 'groups of permission sets'),
  list(
    'group-members',
    'SELECT Id, PermissionSetGroupId, PermissionSetId FROM PermissionSetGroupComponent',
    'groups of permission sets',
  ),
  list('apps', 'SELECT Id, Name FROM ConnectedApplication', 'connected apps'),
  list(
    'tokens',
    'SELECT Id, AppName, UserId, CreatedDate, LastUsedDate, UseCount FROM OauthToken',
    'OAuth tokens of others, which `Customize Application` gives',
  ),
  // Who changed what of these: rows of a log, of which each counts once however often it is fetched.
  list(
    'setup-audit-trail',
    'SELECT Id, Action, Section, CreatedById, CreatedDate, Display, DelegateUser FROM SetupAuditTrail',
    'the Setup Audit Trail',
  ),
];

function list(folder: string, soql: string, mayLack?: string): ListSource {
  return {
    folder,
    request: queryPath(soql),
    nextIn: nextRecords,
    ...(mayLack !== undefined && { mayLack }),
  };
}

/** Ids are in order, so that a page goes on after the last of the one before. */
function permissionSetsAfter(id: string): string {
  const where = id === '' ? '' : `WHERE Id > '${id}'`;
  return queryPath(`SELECT FIELDS(ALL) FROM PermissionSet ${where} ORDER BY Id LIMIT ${allFieldsMax}`);
}
