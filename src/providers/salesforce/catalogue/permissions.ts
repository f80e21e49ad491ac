import { type Level, levels, type Permission } from '../../../model/permission.ts';
import { lazy, readRows, wordsOf } from '../../catalogue-file.ts';

/** What a permission of an object lets its holder do with the records of that object. */
export const objectAccess = ['read', 'create', 'edit', 'delete', 'viewAll', 'modifyAll'] as const;
export type ObjectAccess = (typeof objectAccess)[number];

interface Entry {
  readonly permission: Permission;
  readonly companions: readonly string[];
}

const entries: () => readonly Entry[] = lazy(() => readRows('salesforce', 'permissions.tsv').map(entryOf));
const byName = lazy(
  () => new Map(entries().map(({ permission }) => [permission.name.toLowerCase(), permission])),
);
const objectByKey = lazy(
  () =>
    new Map(
      entries().flatMap(({ permission: { service } }) =>
        service === users ? [] : [[service.toLowerCase(), service]],
      ),
    ),
);

const users = 'users';

/** Objects that no catalogue can list are counted together; which one is meant, the resource tells. */
export const customObject = 'CustomObject';
export const standardObject = 'StandardObject';
/** Likewise the permissions of users beyond those that are listed. */
export const otherUserPermission = 'OtherUserPermission';
/** What every request to an API needs. */
export const apiAccess = 'ApiEnabled';

/** Every permission that a profile or permission set can give: `Account:read`, `ViewAllData`, … */
export const permissions: () => readonly Permission[] = lazy(() =>
  entries().map(({ permission }) => permission),
);

/** Finds a permission by its name in any letter case; of an object that is not listed, `Invoice__c:read`, the one that stands for it. */
export function find(name: string): Permission | undefined {
  const known = byName().get(name.trim().toLowerCase());
  if (known !== undefined) return known;
  const [object = '', access = '', ...rest] = name.trim().split(':');
  if (rest.length > 0 || !/^\w+$/.test(object)) return undefined;
  return byName().get(`${placeOf(object)}:${access}`.toLowerCase());
}

/** The object under which the permissions of an object are counted: itself where it is listed. */
export function placeOf(object: string): string {
  return objectByKey().get(object.toLowerCase()) ?? (isCustom(object) ? customObject : standardObject);
}

/** Whether the permissions of an object are counted together with those of others. */
export function isUnlisted(object: string): boolean {
  const place = placeOf(object);
  return place === customObject || place === standardObject;
}

/** Custom objects, external objects, events, metadata and archives have a mark at the end of their names. */
function isCustom(object: string): boolean {
  return /__[a-z]+$/i.test(object);
}

/** The objects that have permissions of their own in the catalogue. */
export const listedObjects: () => readonly string[] = lazy(() =>
  [...objectByKey().values()].filter((object) => !isUnlisted(object)),
);

/** Whether a permission is one of users rather than of an object. */
export function isUserPermission(name: string): boolean {
  return find(name)?.service === users;
}

/**
 * What an object’s permission cannot be held without, and itself.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_objectpermissions.htm
 */
export function withIncluded(access: ObjectAccess): readonly ObjectAccess[] {
  switch (access) {
    case 'read':
      return ['read'];
    case 'create':
    case 'edit':
    case 'viewAll':
      return [access, 'read'];
    case 'delete':
      return ['delete', 'edit', 'read'];
    case 'modifyAll':
      return ['modifyAll', 'viewAll', 'delete', 'edit', 'read'];
  }
}

/** Permission → permissions that the same call may need without a record of their own: a query reads through references. */
export const companions: () => ReadonlyMap<string, readonly string[]> = lazy(
  () => new Map(entries().map(({ permission: { name }, companions: others }) => [name, others])),
);

function entryOf([id = '', name = '', service = '', level = '', mark = '', others]: string[]): Entry {
  return {
    permission: {
      id: Number(id),
      name,
      service,
      level: levelOf(level),
      resourceKinds: service === users ? [] : ['object'],
      recorded: mark === '-' ? 'never' : 'always',
    },
    companions: wordsOf(others),
  };
}

function levelOf(text: string): Level {
  const level = levels.find((candidate) => candidate === text);
  if (level === undefined) throw new Error(`catalogue data is damaged: level \`${text}\``);
  return level;
}
