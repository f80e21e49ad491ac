import { z } from 'zod';

/*
 * Records as queries answer them: the names of fields in small letters, but for those of permissions, and fields of what they refer
 * to with a dot between.
 */

const id15 = z
  .string()
  .regex(/^[A-Za-z0-9]{15}([A-Za-z0-9]{3})?$/)
  .transform((id) => id.slice(0, 15));
const optionalId = id15.optional().catch(undefined);
const text = z.string().optional().catch(undefined);
const flag = z
  .union([z.boolean(), z.string().transform((word) => word.toLowerCase() === 'true')])
  .optional()
  .catch(undefined);
const count = z
  .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
  .optional()
  .catch(undefined);

const schemas = {
  Organization: z.looseObject({ id: id15, name: text }),
  User: z.looseObject({
    id: id15,
    username: text,
    name: text,
    isactive: flag,
    profileid: optionalId,
    'profile.name': text,
    'profile.userlicense.name': text,
    usertype: text,
    createddate: text,
    lastlogindate: text,
  }),
  Profile: z.looseObject({ id: id15, name: text, 'userlicense.name': text }),
  PermissionSet: z.looseObject({
    id: id15,
    name: text,
    label: text,
    profileid: optionalId,
    isownedbyprofile: flag,
    'profile.name': text,
    permissionsetgroupid: optionalId,
    type: text,
    createddate: text,
    systemmodstamp: text,
  }),
  PermissionSetAssignment: z.looseObject({
    assigneeid: id15,
    permissionsetid: optionalId,
    permissionsetgroupid: optionalId,
    expirationdate: text,
    systemmodstamp: text,
  }),
  PermissionSetGroup: z.looseObject({ id: id15, developername: text, masterlabel: text }),
  PermissionSetGroupComponent: z.looseObject({ permissionsetgroupid: id15, permissionsetid: id15 }),
  ObjectPermissions: z.looseObject({
    parentid: id15,
    sobjecttype: z.string().min(1).max(128),
    PermissionsRead: flag,
    PermissionsCreate: flag,
    PermissionsEdit: flag,
    PermissionsDelete: flag,
    PermissionsViewAllRecords: flag,
    PermissionsModifyAllRecords: flag,
  }),
  FieldPermissions: z.looseObject({
    parentid: id15,
    field: z.string().min(1).max(256),
    PermissionsRead: flag,
    PermissionsEdit: flag,
  }),
  ConnectedApplication: z.looseObject({ id: id15, name: text, createddate: text }),
  OauthToken: z.looseObject({
    userid: id15,
    appname: z.string().min(1),
    createddate: text,
    lastuseddate: text,
    usecount: count,
  }),
} as const;

export type RecordKind = keyof typeof schemas;
type Body<Kind extends RecordKind> = z.infer<(typeof schemas)[Kind]>;
export type SalesforceRecord = {
  [Kind in RecordKind]: { readonly kind: Kind; readonly body: Body<Kind> };
}[RecordKind];

/** https://help.salesforce.com/s/articleView?id=000385203 */
const prefixes: Readonly<Record<string, RecordKind>> = {
  '00D': 'Organization',
  '005': 'User',
  '00e': 'Profile',
  '0PS': 'PermissionSet',
  '0Pa': 'PermissionSetAssignment',
  '0PG': 'PermissionSetGroup',
  '0PM': 'PermissionSetGroupComponent',
  '110': 'ObjectPermissions',
  '01k': 'FieldPermissions',
  '0H4': 'ConnectedApplication',
  '0CQ': 'OauthToken',
};

/** Fields that no other kind has, for records without an id. */
const marks: readonly (readonly [RecordKind, readonly string[]])[] = [
  ['FieldPermissions', ['parentid', 'field']],
  ['ObjectPermissions', ['parentid', 'sobjecttype']],
  ['OauthToken', ['appname', 'userid']],
  ['PermissionSetAssignment', ['assigneeid', 'permissionsetid']],
  ['PermissionSetAssignment', ['assigneeid', 'permissionsetgroupid']],
  ['PermissionSetGroupComponent', ['permissionsetgroupid', 'permissionsetid']],
];

/** The kind of a record, by what it says it is, its id, or its fields; undefined for one that tells nothing of access. */
export function kindOf(fields: Readonly<Record<string, unknown>>): RecordKind | undefined {
  const named = fields['attributes.type'];
  if (typeof named === 'string') return isKind(named) ? named : undefined;
  const id = fields.id;
  const byPrefix = typeof id === 'string' ? prefixes[id.slice(0, 3)] : undefined;
  if (byPrefix !== undefined) return byPrefix;
  return marks.find(([, names]) => names.every((name) => Object.hasOwn(fields, name)))?.[0];
}

/** The kind that the columns of a table make likely, where its rows have no id. */
export function kindOfColumns(columns: readonly string[]): RecordKind | undefined {
  return kindOf(Object.fromEntries(columns.map((name) => [name.toLowerCase(), undefined])));
}

/** Reads a record of a kind; undefined when it lacks what is needed. */
export function readRecord(
  kind: RecordKind,
  fields: Readonly<Record<string, unknown>>,
): SalesforceRecord | undefined {
  const body = schemas[kind].safeParse(fields).data;
  return body === undefined ? undefined : recordOf(kind, body);
}

/** The schema of a kind gives the body of that kind, which the compiler cannot follow through the table. */
function recordOf(kind: RecordKind, body: object): SalesforceRecord {
  return { kind, body } as SalesforceRecord;
}

function isKind(name: string): name is RecordKind {
  return Object.hasOwn(schemas, name);
}

/** Fields that say whether a permission is given go by its name. */
export function isPermission(field: string): boolean {
  return /^Permissions[A-Z]/.test(field);
}

const depthMax = 3;
const secrets = new Set(['accesstoken', 'deletetoken', 'requesttoken']);

/** The fields of a record by name, those of what it refers to with a dot between. Secrets of tokens are left out. */
export function flatFields(record: object, prefix = '', depth = 0): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(record)) {
    const key = `${prefix}${isPermission(name) ? name : name.toLowerCase()}`;
    if (secrets.has(key)) continue;
    if (typeof value !== 'object' || value === null) fields[key] = value ?? undefined;
    else if (!Array.isArray(value) && depth < depthMax)
      Object.assign(fields, flatFields(value, `${key}.`, depth + 1));
  }
  return fields;
}
