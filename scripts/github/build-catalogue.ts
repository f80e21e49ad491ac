import { deriveNeeds } from './derive-needs.ts';
import { derivePermissions, type PermissionFacts } from './derive-permissions.ts';
import { deriveScopes } from './derive-scopes.ts';

/**
 * Texts of the data files, by name.
 * @param earlier ids by name, of all permissions that have one: they keep it
 */
export function buildCatalogue(earlier: ReadonlyMap<string, number>): Readonly<Record<string, string>> {
  const operations = deriveNeeds();
  const permissions = derivePermissions(operations);
  const lost = [...earlier.keys()].filter(
    (name) => !permissions.some((permission) => permission.name === name),
  );
  if (lost.length > 0) {
    throw new Error(`no longer named: ${lost.join(', ')}; add them to permissions.txt, ids are for ever`);
  }
  let next = Math.max(0, ...earlier.values()) + 1;
  return {
    'permissions.tsv': textOf(
      permissions.map((permission) => permissionFields(permission, earlier.get(permission.name) ?? next++)),
    ),
    'operations.tsv': textOf(operations.map(({ source, name, needs }) => [source, name, needs])),
    'scopes.tsv': textOf(
      deriveScopes(permissions).map(({ name, includes, permissions: given }) => [
        name,
        includes.join(' '),
        given.join(' '),
      ]),
    ),
  };
}

function permissionFields(permission: PermissionFacts, id: number): string[] {
  const { name, area, level, isRecorded, companions } = permission;
  return [String(id), name, area, level, isRecorded ? '' : '-', companions.join(' ')];
}

function textOf(rows: readonly (readonly string[])[]): string {
  return rows.map((fields) => `${fields.join('\t').trimEnd()}\n`).join('');
}
