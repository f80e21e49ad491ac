import { z } from 'zod';
import type { ObjectAccess } from '../catalogue/index.ts';
import { readXml, textIn, type XmlElement } from './read-xml.ts';

/** What a profile or permission set gives, as far as objects and users are concerned. */
export interface PermissionDocument {
  readonly kind: 'PermissionSet' | 'Profile';
  readonly label: string;
  /** Accesses by object. */
  readonly objects: ReadonlyMap<string, ReadonlySet<ObjectAccess>>;
  readonly users: readonly string[];
  /** By field (`Account.Phone`), whether its value may be changed; one that is not there may not even be read. */
  readonly fields: ReadonlyMap<string, boolean>;
}

/** What metadata calls each access. */
export const accessNames: Readonly<Record<ObjectAccess, string>> = {
  read: 'allowRead',
  create: 'allowCreate',
  edit: 'allowEdit',
  delete: 'allowDelete',
  viewAll: 'viewAllRecords',
  modifyAll: 'modifyAllRecords',
};
const accesses = Object.entries(accessNames).map(([access, name]) => [access as ObjectAccess, name] as const);

const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);
const listOf = <T extends z.ZodType>(one: T) =>
  z
    .union([z.array(one), one.transform((value) => [value])])
    .optional()
    .transform((list) => list ?? []);

const body = z.looseObject({
  label: z.string().optional(),
  objectPermissions: listOf(z.looseObject({ object: z.string().min(1) }).catchall(z.unknown())),
  userPermissions: listOf(z.looseObject({ name: z.string().min(1), enabled: flag })),
  fieldPermissions: listOf(
    z.looseObject({ field: z.string().min(1), readable: flag.default(false), editable: flag.default(false) }),
  ),
});

const wrapped = z.union([
  z
    .strictObject({ PermissionSet: body })
    .transform((outer) => ['PermissionSet', outer.PermissionSet] as const),
  z.strictObject({ Profile: body }).transform((outer) => ['Profile', outer.Profile] as const),
]);

/**
 * Reads a permission set or profile: metadata as XML, or the same as JSON (`{"PermissionSet": {"objectPermissions": […]}}`), as
 * text or as an object. Undefined for anything else.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_permissionset.htm
 */
export function readDocument(document: unknown): PermissionDocument | undefined {
  if (typeof document !== 'string') return fromObject(document);
  if (!/^\uFEFF?\s*[<{]/.test(document)) return undefined;
  if (/^\uFEFF?\s*</.test(document)) return fromXml(document);
  try {
    return fromObject(JSON.parse(document));
  } catch {
    return undefined;
  }
}

function fromObject(value: unknown): PermissionDocument | undefined {
  const read = wrapped.safeParse(value).data;
  if (read === undefined) return undefined;
  const [kind, { label = '', objectPermissions, userPermissions, fieldPermissions }] = read;
  return documentOf(
    kind,
    label,
    objectPermissions.map((entry) => ({
      object: entry.object,
      has: (name: string) => flag.safeParse(entry[name]).data === true,
    })),
    userPermissions.flatMap(({ name, enabled }) => (enabled ? [name] : [])),
    fieldPermissions,
  );
}

function fromXml(text: string): PermissionDocument | undefined {
  const root = readXml(text);
  if (root?.name !== 'PermissionSet' && root?.name !== 'Profile') return undefined;
  const named = (name: string): readonly XmlElement[] => root.children.filter((child) => child.name === name);
  const isOn = (element: XmlElement, name: string): boolean => textIn(element, name) === 'true';
  return documentOf(
    root.name,
    textIn(root, 'label'),
    named('objectPermissions').map((element) => ({
      object: textIn(element, 'object'),
      has: (name: string) => isOn(element, name),
    })),
    named('userPermissions').flatMap((element) =>
      isOn(element, 'enabled') ? [textIn(element, 'name')] : [],
    ),
    named('fieldPermissions').map((element) => ({
      field: textIn(element, 'field'),
      readable: isOn(element, 'readable'),
      editable: isOn(element, 'editable'),
    })),
  );
}

function documentOf(
  kind: PermissionDocument['kind'],
  label: string,
  entries: readonly { readonly object: string; readonly has: (name: string) => boolean }[],
  users: readonly string[],
  fieldEntries: readonly { readonly field: string; readonly readable: boolean; readonly editable: boolean }[],
): PermissionDocument {
  const objects = new Map<string, Set<ObjectAccess>>();
  for (const { object, has } of entries) {
    if (object === '') continue;
    const held = objects.get(object) ?? new Set<ObjectAccess>();
    for (const [access, name] of accesses) if (has(name)) held.add(access);
    if (held.size > 0) objects.set(object, held);
  }
  const fields = new Map<string, boolean>();
  for (const { field, readable, editable } of fieldEntries)
    if (field !== '' && (readable || editable)) fields.set(field, editable || fields.get(field) === true);
  return { kind, label, objects, users: [...new Set(users.filter((name) => name !== ''))], fields };
}

/** The same as an object that is ready for JSON; equal documents are written alike. */
export function documentJson({
  kind,
  label,
  objects,
  users,
  fields,
}: PermissionDocument): Record<string, unknown> {
  const sorted = [...objects].sort(([a], [b]) => (a < b ? -1 : 1));
  const sortedFields = [...fields].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    [kind]: {
      ...(label !== '' && { label }),
      objectPermissions: sorted.map(([object, held]) => ({
        object,
        ...Object.fromEntries(accesses.map(([access, name]) => [name, held.has(access)])),
      })),
      userPermissions: [...users].sort().map((name) => ({ name, enabled: true })),
      ...(fields.size > 0 && {
        fieldPermissions: sortedFields.map(([field, editable]) => ({ field, readable: true, editable })),
      }),
    },
  };
}
