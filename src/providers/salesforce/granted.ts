import { PermissionSet } from '../../model/permission-set.ts';
import {
  find,
  isUnlisted,
  isUserPermission,
  type ObjectAccess,
  objectAccess,
  otherUserPermission,
  salesforceCatalogue,
  withIncluded,
} from './catalogue/index.ts';
import type { PermissionDocument } from './metadata/document.ts';

/** What a permission set or profile gives, in terms of the catalogue. */
export interface Granted {
  /** What it gives whichever object is asked about. */
  readonly everywhere: PermissionSet;
  /** Permissions that stand for several objects, or several permissions of users, by the one that it gives. */
  readonly named: ReadonlyMap<string, PermissionSet>;
}

type Given = Pick<PermissionDocument, 'objects' | 'users'>;

/**
 * Reads what a document gives. Whoever may view all data reads every object; whoever may modify all data does everything
 * with every object.
 * https://help.salesforce.com/s/articleView?id=sf.users_profiles_view_all_mod_all.htm
 */
export function grantedBy({ objects, users }: Given): Granted {
  const names: string[] = [];
  const named = new Map<string, PermissionSet>();
  const give = (subject: string, permissions: readonly string[]): void => {
    named.set(
      subject,
      PermissionSet.unionOf([named.get(subject) ?? PermissionSet.empty, setOf(permissions)]),
    );
  };
  for (const user of users) {
    if (find(user) !== undefined && isUserPermission(user)) names.push(user);
    else give(user, [otherUserPermission]);
  }
  for (const [object, held] of objects) {
    const accesses = [...new Set([...held].flatMap(withIncluded))];
    const given = accesses.map((access) => `${object}:${access}`);
    if (isUnlisted(object)) give(object, given);
    else names.push(...given);
  }
  // Nobody is given the one without the other.
  if (users.includes('ModifyAllData')) names.push('ViewAllData');
  const everything = users.includes('ModifyAllData')
    ? objectAccess
    : users.includes('ViewAllData')
      ? withIncluded('viewAll')
      : [];
  return { everywhere: setOf(names).union(ofEveryObject(everything)), named };
}

/** All that is given, whichever object it is given for. */
export function allGranted({ everywhere, named }: Granted): PermissionSet {
  return PermissionSet.unionOf([everywhere, ...named.values()]);
}

/** What is given for one object, or one permission of users that is not listed; `*` asks for any. */
export function grantedOn(granted: Granted, resource: string): PermissionSet {
  if (resource === '*') return allGranted(granted);
  const wanted = resource.toLowerCase();
  const mine = [...granted.named]
    .filter(([subject]) => subject.toLowerCase() === wanted)
    .map(([, set]) => set);
  return PermissionSet.unionOf([granted.everywhere, ...mine]);
}

function ofEveryObject(accesses: readonly ObjectAccess[]): PermissionSet {
  if (accesses.length === 0) return PermissionSet.empty;
  return PermissionSet.of(
    salesforceCatalogue
      .permissions()
      .filter(({ name }) => accesses.some((access) => name.endsWith(`:${access}`)))
      .map(({ id }) => id),
  );
}

function setOf(names: readonly string[]): PermissionSet {
  return PermissionSet.of(names.flatMap((name) => find(name)?.id ?? []));
}
