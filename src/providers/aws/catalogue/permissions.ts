import type { Level, Permission, Recorded } from '../../../model/permission.ts';
import { lazy, readDataFile } from './data-file.ts';

const levels: Readonly<Record<string, Level>> = {
  l: 'list',
  r: 'read',
  w: 'write',
  t: 'tag',
  p: 'permissions',
};

interface Index {
  readonly all: readonly Permission[];
  readonly byName: ReadonlyMap<string, Permission>;
  /** Kinds of resource that a statement with the permission must name, by permission name. */
  readonly requiredKinds: ReadonlyMap<string, readonly string[]>;
}

const index = lazy(read);

/** Every IAM action, grouped by service. Read from the shipped data at the first call. */
export function permissions(): readonly Permission[] {
  return index().all;
}

/** Finds a permission by its full name in any letter case, for example `S3:getobject`. */
export function find(name: string): Permission | undefined {
  return index().byName.get(name.toLowerCase());
}

/** Kinds of resource that an allowing statement must name for the permission to work at all. */
export function requiredKinds(name: string): readonly string[] {
  return index().requiredKinds.get(name) ?? [];
}

function read(): Index {
  const all: Permission[] = [];
  const byName = new Map<string, Permission>();
  const required = new Map<string, readonly string[]>();
  let service = '';
  for (const [first = '', action, letter = '', recorded = '', kinds = ''] of readDataFile(
    'permissions.tsv',
  )) {
    if (action === undefined) {
      service = first.slice(1);
      continue;
    }
    const permission = toPermission(Number(first), service, action, letter, recorded, kinds);
    all.push(permission);
    byName.set(permission.name.toLowerCase(), permission);
    if (kinds.includes('!')) required.set(permission.name, requiredIn(kinds));
  }
  return { all, byName, requiredKinds: required };
}

function toPermission(
  id: number,
  service: string,
  action: string,
  letter: string,
  recorded: string,
  kinds: string,
): Permission {
  const level = levels[letter];
  if (level === undefined)
    throw new Error(`catalogue data is damaged: level \`${letter}\` of ${service}:${action}`);
  const resourceKinds = kinds === '' ? [] : kinds.replaceAll('!', '').split(' ');
  const base = { id, name: `${service}:${action}`, service, level, resourceKinds };
  if (recorded === '' || recorded === '-') return { ...base, recorded: recordedWithoutKind(recorded) };
  return { ...base, recorded: 'data', dataKind: recorded };
}

function recordedWithoutKind(mark: '' | '-'): Recorded {
  return mark === '' ? 'always' : 'never';
}

function requiredIn(kinds: string): string[] {
  return kinds
    .split(' ')
    .filter((kind) => kind.endsWith('!'))
    .map((kind) => kind.slice(0, -1));
}
