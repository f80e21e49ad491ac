import { toEpoch } from '../../shared/text/epoch.ts';
import type { ObjectAccess } from '../catalogue/index.ts';
import { type Granted, grantedBy } from '../granted.ts';
import { documentJson, type PermissionDocument } from '../metadata/document.ts';
import type { FilesRead, PlacedRecord } from './read-files.ts';
import { isPermission } from './records.ts';

/** A profile or permission set, and what it gives. */
export interface Bundle {
  readonly id: string;
  readonly kind: 'profile' | 'permission-set';
  readonly name: string;
  readonly document: Readonly<Record<string, unknown>>;
  readonly granted: Granted;
  readonly observedAt: number;
  readonly createdAt?: number;
  readonly changedAt?: number;
  /** Whether all that it gives was exported. */
  readonly isKnown: boolean;
}

type Of<Kind extends PlacedRecord['kind']> = Extract<PlacedRecord, { kind: Kind }>;

export function recordsOf<Kind extends PlacedRecord['kind']>(
  { records }: Pick<FilesRead, 'records'>,
  kind: Kind,
): readonly Of<Kind>[] {
  return records.filter((record): record is Of<Kind> => record.kind === kind);
}

const accessFields: readonly (readonly [keyof Of<'ObjectPermissions'>['body'], ObjectAccess])[] = [
  ['PermissionsRead', 'read'],
  ['PermissionsCreate', 'create'],
  ['PermissionsEdit', 'edit'],
  ['PermissionsDelete', 'delete'],
  ['PermissionsViewAllRecords', 'viewAll'],
  ['PermissionsModifyAllRecords', 'modifyAll'],
];

/**
 * Every permission set by its id. A profile is one too: its records are those of the permission set that it owns. What the
 * records leave open, metadata of the same name tells.
 */
export function bundlesOf(files: FilesRead): ReadonlyMap<string, Bundle> {
  const objects = objectsByParent(files);
  const fields = fieldsByParent(files);
  const profileNames = new Map(
    recordsOf(files, 'Profile').map(({ body }) => [body.id, body.name ?? body.id]),
  );
  const latest = new Map<string, Of<'PermissionSet'>>();
  for (const record of recordsOf(files, 'PermissionSet')) {
    const known = latest.get(record.body.id);
    if (known === undefined || known.observedAt <= record.observedAt) latest.set(record.body.id, record);
  }
  const hasObjects = objects.size > 0;
  return new Map(
    [...latest].map(([id, { body, observedAt }]) => {
      const isProfile = body.isownedbyprofile === true || body.profileid !== undefined;
      const profileName = body['profile.name'] ?? profileNames.get(body.profileid ?? '');
      const name = (isProfile ? profileName : body.name) ?? body.label ?? id;
      const kind = isProfile ? 'Profile' : 'PermissionSet';
      const written = files.documents.find(
        (file) => file.name === name && file.document.kind === kind,
      )?.document;
      const users = usersOf(body);
      const document: PermissionDocument = {
        kind,
        label: body.label ?? name,
        fields: fields.get(id) ?? written?.fields ?? new Map(),
        objects: objects.get(id) ?? (hasObjects ? new Map() : (written?.objects ?? new Map())),
        users: users.isTold ? users.names : (written?.users ?? []),
      };
      return [
        id,
        {
          id,
          kind: isProfile ? ('profile' as const) : ('permission-set' as const),
          name,
          document: documentJson(document),
          granted: grantedBy(document),
          observedAt,
          ...time('createdAt', body.createddate),
          ...time('changedAt', body.systemmodstamp),
          isKnown: (hasObjects || written !== undefined) && (users.isTold || written !== undefined),
        },
      ];
    }),
  );
}

/** What is given of each object, by permission set; of several exports the latest counts. */
function objectsByParent(
  files: FilesRead,
): ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<ObjectAccess>>> {
  const latest = new Map<string, Of<'ObjectPermissions'>>();
  for (const record of recordsOf(files, 'ObjectPermissions')) {
    const key = `${record.body.parentid} ${record.body.sobjecttype}`;
    const known = latest.get(key);
    if (known === undefined || known.observedAt <= record.observedAt) latest.set(key, record);
  }
  const found = new Map<string, Map<string, ReadonlySet<ObjectAccess>>>();
  for (const { body } of latest.values()) {
    const mine = found.get(body.parentid) ?? new Map<string, ReadonlySet<ObjectAccess>>();
    const held = accessFields.flatMap(([field, access]) => (body[field] === true ? [access] : []));
    found.set(body.parentid, mine.set(body.sobjecttype, new Set(held)));
  }
  return found;
}

/** Fields that are read, and of these which may be changed, by permission set; of several exports the latest counts. */
function fieldsByParent(files: FilesRead): ReadonlyMap<string, ReadonlyMap<string, boolean>> {
  const latest = new Map<string, Of<'FieldPermissions'>>();
  for (const record of recordsOf(files, 'FieldPermissions')) {
    const key = `${record.body.parentid} ${record.body.field}`;
    const known = latest.get(key);
    if (known === undefined || known.observedAt <= record.observedAt) latest.set(key, record);
  }
  const found = new Map<string, Map<string, boolean>>();
  for (const { body } of latest.values()) {
    const mine = found.get(body.parentid) ?? new Map<string, boolean>();
    found.set(body.parentid, mine);
    if (body.PermissionsRead === true || body.PermissionsEdit === true)
      mine.set(body.field, body.PermissionsEdit === true);
  }
  return found;
}

/** Permissions of users are fields of the permission set. */
function usersOf(body: Readonly<Record<string, unknown>>): {
  readonly isTold: boolean;
  readonly names: readonly string[];
} {
  const fields = Object.entries(body).filter(([name]) => isPermission(name));
  const given = fields.filter(([, value]) => value === true || String(value).toLowerCase() === 'true');
  return { isTold: fields.length > 0, names: given.map(([name]) => name.replace(/^Permissions/, '')) };
}

function time<Name extends string>(name: Name, value: string | undefined): Partial<Record<Name, number>> {
  const at = toEpoch(value);
  const field: Partial<Record<Name, number>> = {};
  if (at !== undefined) field[name] = at;
  return field;
}
