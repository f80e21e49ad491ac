import { PermissionSet } from '../../../model/permission-set.ts';
import { lazy, readRows, wordsOf } from '../../shared/catalogue/catalogue-file.ts';
import { find, isScope, permissions, roleNameOf, withIncluded } from './permissions.ts';

/** Something that is given as a whole: an OAuth scope, a standard admin role, a permission of a custom role. */
export interface Bundle {
  readonly name: string;
  /** What people call it. */
  readonly title: string;
  /** Permissions it gives in full. */
  readonly full: PermissionSet;
  /** Permissions of which it gives a part only, or of which Okta does not say how much. */
  readonly partial: PermissionSet;
}

/** Every OAuth scope. */
export const scopes: () => readonly Bundle[] = lazy(() =>
  permissions()
    .filter(({ name }) => isScope(name))
    .map(({ name }) => wholeOf(name, name)),
);

/** Every permission that a custom admin role can hold, by the name it has there. */
export const customPermissions: () => readonly Bundle[] = lazy(() =>
  permissions().flatMap(({ name }) => {
    const spelled = roleNameOf(name);
    return spelled === undefined ? [] : [wholeOf(spelled, spelled)];
  }),
);

/**
 * The standard admin roles, by type. What they give is a table of ours: Okta describes it in words.
 * https://help.okta.com/en-us/content/topics/security/administrators-admin-comparison.htm
 */
export const standardRoles: () => readonly Bundle[] = lazy(() =>
  readRows('okta', 'roles.tsv').map(([name = '', title = '', given]) => {
    const words = wordsOf(given);
    if (words.includes('*'))
      return {
        name,
        title,
        full: PermissionSet.of(permissions().map(({ id }) => id)),
        partial: PermissionSet.empty,
      };
    const full = idsOf(words.filter((word) => !word.startsWith('~')));
    const part = idsOf(words.flatMap((word) => (word.startsWith('~') ? [word.slice(1)] : [])));
    return { name, title, full, partial: part.subtract(full) };
  }),
);

const byType = lazy(() => new Map(standardRoles().map((role) => [role.name, role])));

/** Finds a standard admin role by its type, `ORG_ADMIN`; undefined for one that is not known. */
export function findStandardRole(type: string): Bundle | undefined {
  return byType().get(type.trim().toUpperCase());
}

function wholeOf(name: string, title: string): Bundle {
  return { name, title, full: idsOf([name]), partial: PermissionSet.empty };
}

/** Ids of permissions and of all that comes with them. */
export function idsOf(names: readonly string[]): PermissionSet {
  return PermissionSet.of(names.flatMap(withIncluded).flatMap((name) => find(name)?.id ?? []));
}
