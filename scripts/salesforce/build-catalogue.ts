import { factLines } from './facts.ts';

/** Operations on the records of an object, and the level of the permission for each. */
const operations = { read: 'read', create: 'write', edit: 'write', delete: 'write' } as const;
/** Permissions of an object whose use no record tells from that of others. */
const beyondSharing = { viewAll: 'read', modifyAll: 'write' } as const;
/** Objects that no catalogue can list are counted together, under these names. */
const unlisted = ['CustomObject', 'StandardObject'];
/** Permissions of users beyond those that are listed, likewise. */
const otherUserPermission = ['OtherUserPermission', 'write'];

interface Entry {
  readonly name: string;
  readonly service: string;
  readonly level: string;
  readonly isRecorded: boolean;
  readonly companions: readonly string[];
}

/**
 * Texts of the data files, by name.
 * @param earlier ids by name, of all permissions that have one: they keep it
 */
export function buildCatalogue(earlier: ReadonlyMap<string, number>): Readonly<Record<string, string>> {
  const entries = [...userPermissions(), ...objectPermissions()];
  const names = new Set(entries.map(({ name }) => name));
  const lost = [...earlier.keys()].filter((name) => !names.has(name));
  if (lost.length > 0) throw new Error(`no longer named: ${lost.join(', ')}; ids are for ever`);
  const strange = entries
    .flatMap(({ companions }) => companions)
    .concat(otherNeeds().flatMap(([, , needs]) => (needs === '-' ? [] : needs.split(' '))))
    .filter((name) => !names.has(name));
  if (strange.length > 0) throw new Error(`needed and not named: ${strange.join(', ')}`);
  let next = Math.max(0, ...earlier.values()) + 1;
  return {
    'permissions.tsv': textOf(
      entries.map(({ name, service, level, isRecorded, companions }) => [
        String(earlier.get(name) ?? next++),
        name,
        service,
        level,
        isRecorded ? '' : '-',
        companions.join(' '),
      ]),
    ),
    'other-objects.tsv': textOf(otherNeeds()),
  };
}

function userPermissions(): readonly Entry[] {
  return [...factLines('user-permissions.tsv'), otherUserPermission].map(([name = '', level = '', mark]) => ({
    name,
    service: 'users',
    level,
    isRecorded: mark === 'recorded',
    companions: [],
  }));
}

function objectPermissions(): readonly Entry[] {
  const objects = factLines('objects.tsv').map(
    ([name = '', parents = '']) => [name, parents.split(' ')] as const,
  );
  const own = new Set(objects.map(([name]) => name));
  return [...objects, ...unlisted.map((name) => [name, []] as const)].flatMap(([object, parents]) => {
    const read = parents.filter((parent) => own.has(parent)).map((parent) => `${parent}:read`);
    const entry = (level: string, operation: string, isRecorded: boolean): Entry => ({
      name: `${object}:${operation}`,
      service: object,
      level,
      isRecorded,
      companions: operation === 'read' ? read : [],
    });
    return [
      ...Object.entries(operations).map(([operation, level]) => entry(level, operation, true)),
      ...Object.entries(beyondSharing).map(([operation, level]) => entry(level, operation, false)),
    ];
  });
}

/** `object operation needs`, of objects without permissions of their own. */
function otherNeeds(): readonly (readonly [object: string, operation: string, needs: string])[] {
  return factLines('other-objects.tsv').flatMap(([object = '', ...needs]) =>
    needs.map((need) => {
      const [operation = '', names = ''] = need.split('=');
      return [object, operation, names] as const;
    }),
  );
}

function textOf(rows: readonly (readonly string[])[]): string {
  return rows.map((fields) => `${fields.join('\t').trimEnd()}\n`).join('');
}
