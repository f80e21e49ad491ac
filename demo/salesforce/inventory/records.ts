import type { JsonObject } from '../../json.ts';
import { profileOf, type SalesforceEstate } from '../estate.ts';
import type { Access, ConnectedApp, OauthToken, PermissionSet, SalesforceUser } from '../holders.ts';
import { withIncluded } from '../permissions.ts';

/** A record as a query answers it; ids there have 18 characters. */
export function record(type: string, fields: JsonObject): JsonObject {
  return { attributes: { type, url: `/services/data/v61.0/sobjects/${type}` }, ...fields };
}

/** Gives an id its longer form. */
export function long(id: string): string {
  return `${id}AAA`;
}

export function userRecord(user: SalesforceUser, lastLogin: number | undefined): JsonObject {
  const { id, username, name, isIntegration, createdAt } = user;
  const profile = profileOf(user);
  return record('User', {
    Id: long(id),
    Username: username,
    Name: name,
    IsActive: true,
    UserType: 'Standard',
    ProfileId: long(profile.id),
    Profile: {
      attributes: { type: 'Profile' },
      Name: profile.name,
      UserLicense: { Name: isIntegration ? 'Salesforce Integration' : 'Salesforce' },
    },
    CreatedDate: time(createdAt),
    LastLoginDate: lastLogin === undefined ? null : time(lastLogin),
  });
}

export function permissionSetRecord(set: PermissionSet): JsonObject {
  const { id, name, createdAt, profileId, users } = set;
  return record('PermissionSet', {
    Id: long(id),
    Name: profileId === undefined ? name.replaceAll(' ', '_') : `X${profileId}`,
    Label: name,
    IsOwnedByProfile: profileId !== undefined,
    ...(profileId !== undefined && { ProfileId: long(profileId) }),
    PermissionsApiEnabled: users.includes('ApiEnabled'),
    ...Object.fromEntries(users.map((user) => [`Permissions${user}`, true])),
    PermissionsManageUsers: users.includes('ManageUsers'),
    CreatedDate: time(createdAt),
    SystemModstamp: time(createdAt),
  });
}

const accessFields: readonly (readonly [field: string, access: Access])[] = [
  ['Read', 'read'],
  ['Create', 'create'],
  ['Edit', 'edit'],
  ['Delete', 'delete'],
  ['ViewAllRecords', 'viewAll'],
  ['ModifyAllRecords', 'modifyAll'],
];

export function objectPermissionRecords({ id, objects }: PermissionSet): readonly JsonObject[] {
  return Object.entries(objects).map(([object, held]) => {
    const all = new Set(held.flatMap(withIncluded));
    return record('ObjectPermissions', {
      ParentId: long(id),
      SobjectType: object,
      ...Object.fromEntries(accessFields.map(([field, access]) => [`Permissions${field}`, all.has(access)])),
    });
  });
}

export function assignmentRecord({
  user,
  set,
  createdAt,
}: SalesforceEstate['assignments'][number]): JsonObject {
  return record('PermissionSetAssignment', {
    AssigneeId: long(user.id),
    PermissionSetId: long(set.id),
    PermissionSetGroupId: null,
    ExpirationDate: null,
    SystemModstamp: time(createdAt),
  });
}

export function appRecord({ id, name }: ConnectedApp): JsonObject {
  return record('ConnectedApplication', { Id: long(id), Name: name });
}

export function tokenRecord(
  { app, user, createdAt, lastUsedAt }: OauthToken,
  use: { readonly count: number; readonly last: number } | undefined,
): JsonObject {
  const last = use?.last ?? lastUsedAt;
  return record('OauthToken', {
    AppName: app.name,
    UserId: long(user.id),
    CreatedDate: time(createdAt),
    LastUsedDate: last === undefined ? null : time(last),
    UseCount: (use?.count ?? 0) + (lastUsedAt === undefined ? 0 : 1),
  });
}

/** `2026-06-02T14:30:05.000+0000` */
function time(at: number): string {
  return new Date(at).toISOString().replace('Z', '+0000');
}
