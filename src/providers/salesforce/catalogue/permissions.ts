import { type Level, levels, type Permission } from '../../../model/permission.ts';
import type { LearnedCatalogue } from '../../provider.ts';
import { lazy, readRows, wordsOf } from '../../shared/catalogue/catalogue-file.ts';
import { type LearnedObject, learnedObjects, learnObjects, sinceLearned } from './learned-objects.ts';

/** What a permission of an object lets its holder do with the records of that object. */
export const objectAccess = ['read', 'create', 'edit', 'delete', 'viewAll', 'modifyAll'] as const;
export type ObjectAccess = (typeof objectAccess)[number];

interface Entry {
  readonly permission: Permission;
  readonly companions: readonly string[];
}

const tabled: () => readonly Entry[] = lazy(() => readRows('salesforce', 'permissions.tsv').map(entryOf));
const entries: () => readonly Entry[] = sinceLearned(() => [...tabled(), ...learnedEntries()]);
const byName = sinceLearned(
  () => new Map(entries().map(({ permission }) => [permission.name.toLowerCase(), permission])),
);
const objectByKey = sinceLearned(
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
export const permissions: () => readonly Permission[] = sinceLearned(() =>
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

const tabledObjects = lazy(
  () => new Set(tabled().map(({ permission: { service } }) => service.toLowerCase())),
);

/** Whether the shipped table lists an object, whatever was learnt. */
export function isTabled(object: string): boolean {
  return tabledObjects().has(object.toLowerCase());
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
export const listedObjects: () => readonly string[] = sinceLearned(() =>
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

/**
 * Permission → permissions that the same call may need without a record of their own: a query reads through references. What was
 * counted for objects together, before they were learnt, may have been a use of each.
 */
export const companions: () => ReadonlyMap<string, readonly string[]> = sinceLearned(() => {
  const known = new Map(entries().map(({ permission: { name }, companions: others }) => [name, others]));
  for (const place of [customObject, standardObject]) {
    const mine = learnedObjects().filter(({ name }) => isCustom(name) === (place === customObject));
    for (const access of objectAccess)
      known.set(`${place}:${access}`, [
        ...(known.get(`${place}:${access}`) ?? []),
        ...mine.map(({ name }) => `${name}:${access}`),
      ]);
  }
  return known;
});

/** Takes remembered objects for all that are known beside the table; permissions that are stored keep their ids. */
export const learn: LearnedCatalogue['learn'] = (documents, ids) => {
  const [first] = objectAccess;
  learnObjects(documents, (object) => ids.get(`${object}:${first}`), objectAccess.length);
};

/** Which of them refer to which others, no export tells: while one is read, the reading of all is kept. */
function learnedEntries(): readonly Entry[] {
  const objects = learnedObjects();
  const readings = objects.map(({ name }) => `${name}:read`);
  return objects.flatMap((object) =>
    objectAccess.map((access, index) => learnedEntry(object, access, index, readings)),
  );
}

function learnedEntry(
  { name, number }: LearnedObject,
  access: ObjectAccess,
  index: number,
  readings: readonly string[],
): Entry {
  const isReading = access === 'read' || access === 'viewAll';
  return {
    permission: {
      id: number + index,
      name: `${name}:${access}`,
      service: name,
      level: isReading ? 'read' : 'write',
      resourceKinds: ['object'],
      recorded: access === 'viewAll' || access === 'modifyAll' ? 'never' : 'always',
    },
    companions: access === 'read' ? readings : [],
  };
}

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
