import type { Level, Permission } from '../../../model/permission.ts';
import { lazy, wordsOf } from '../../shared/catalogue/catalogue-file.ts';
import { linesOf, readSections, type Section } from './data-file.ts';

const levels: Readonly<Record<string, Level>> = {
  l: 'list',
  r: 'read',
  w: 'write',
  t: 'tag',
  p: 'permissions',
};

const sections = lazy(
  () => new Map(readSections('permissions.tsv').map((section) => [section.head[0] ?? '', section])),
);
const services = new Map<string, readonly Permission[]>();
const indexes = new Map<string, ReadonlyMap<string, Permission>>();

/** Every IAM action, grouped by service. Read from the shipped data at the first call. */
export const permissions: () => readonly Permission[] = lazy(() =>
  [...sections().keys()].flatMap(permissionsOf),
);

/** The permissions of one service by its IAM prefix; none for an unknown one. */
export function permissionsOf(service: string): readonly Permission[] {
  const known = services.get(service);
  if (known !== undefined) return known;
  const section = sections().get(service);
  if (section === undefined) return [];
  const read = readService(service, section);
  services.set(service, read);
  return read;
}

/** Finds a permission by its full name in any letter case, for example `S3:getobject`. */
export function find(name: string): Permission | undefined {
  const lower = name.toLowerCase();
  return indexOf(lower.slice(0, Math.max(0, lower.indexOf(':')))).get(lower);
}

/** Kinds of resource that an allowing statement must name for the permission to work at all. */
export function requiredKinds(name: string): readonly string[] {
  const permission = find(name);
  const section = permission && sections().get(permission.service);
  if (permission === undefined || section === undefined) return [];
  const places = linesOf(section).find(([id]) => Number(id) === permission.id)?.[4];
  return kindsReader(section)(
    wordsOf(places)
      .filter((place) => place.endsWith('!'))
      .join(' '),
  );
}

function indexOf(service: string): ReadonlyMap<string, Permission> {
  const known = indexes.get(service);
  if (known !== undefined) return known;
  const index = new Map(
    permissionsOf(service).map((permission) => [permission.name.toLowerCase(), permission]),
  );
  if (index.size > 0) indexes.set(service, index);
  return index;
}

function readService(service: string, section: Section): readonly Permission[] {
  const kindsOf = kindsReader(section);
  return linesOf(section).map(([id, action = '', letter = '', mark = '', kinds = '']) => {
    const level = levels[letter];
    if (level === undefined)
      throw new Error(`catalogue data is damaged: level \`${letter}\` of ${service}:${action}`);
    return toPermission(Number(id), service, action, level, mark, kindsOf(kinds));
  });
}

/** The mark is empty for always, `-` for never, anything else is the data-event type. */
function toPermission(
  id: number,
  service: string,
  action: string,
  level: Level,
  mark: string,
  resourceKinds: readonly string[],
): Permission {
  const name = `${service}:${action}`;
  if (mark === '') return { id, name, service, level, resourceKinds, recorded: 'always' };
  if (mark === '-') return { id, name, service, level, resourceKinds, recorded: 'never' };
  return { id, name, service, level, resourceKinds, recorded: 'data', dataKind: mark };
}

/**
 * Reads the kinds of a field, which are positions in the service's list; permissions with the same kinds share one
 * array.
 */
function kindsReader(section: Section): (field: string) => readonly string[] {
  const names = section.head[1]?.split('|') ?? [];
  const known = new Map<string, readonly string[]>();
  return (field) => {
    const kinds = known.get(field) ?? wordsOf(field).map((place) => names[Number.parseInt(place, 10)] ?? '');
    known.set(field, kinds);
    return kinds;
  };
}
