import type { PermissionNeed } from '../../../../model/policy-proposal.ts';
import {
  customObject,
  isUserPermission,
  type ObjectAccess,
  objectAccess,
  otherUserPermission,
  placeOf,
  standardObject,
} from '../../catalogue/index.ts';
import type { Granted } from '../../granted.ts';
import { isEverywhere, subjectsOf } from './held-set.ts';

/** What one need is written as. */
export type Target =
  | { readonly kind: 'object'; readonly object: string; readonly access: ObjectAccess }
  | { readonly kind: 'user'; readonly name: string }
  /** Nothing narrower than everything would give it. */
  | { readonly kind: 'data'; readonly name: 'ViewAllData' | 'ModifyAllData' };

/** The targets of a need, and the subjects that it was met on and that nothing held gives. */
export interface Targets {
  readonly targets: readonly Target[];
  readonly unheld: readonly string[];
  /** Set where it is needed on more than is known to be met. */
  readonly isOpen: boolean;
}

/** Says what a need is written as. Of permissions that stand for several, each subject is written by its own name. */
export function targetsOf({ permission, reason, resources }: PermissionNeed, held: Granted): Targets {
  if (isUserPermission(permission) && permission !== otherUserPermission)
    return plain({ kind: 'user', name: permission });
  const [object = '', word = ''] = permission.split(':');
  const access = objectAccess.find((one) => one === word);
  const isShared = object === customObject || object === standardObject;
  if (access !== undefined && !isShared) return plain({ kind: 'object', object, access });
  const asked = resources.map(({ resource }) => resource);
  const named = asked.filter((resource) => isSubject(resource, permission, object));
  const isOpen = resources.length === 0 || named.length < asked.length;
  const given = new Map(subjectsOf(held, permission).map((subject) => [subject.toLowerCase(), subject]));
  const hasAll = isEverywhere(held, permission);
  const wide = isOpen && hasAll && access !== undefined ? [dataTarget(access)] : [];
  const isMet = (name: string): boolean => hasAll || given.has(name.toLowerCase()) || reason === 'wanted';
  const met = new Map(
    named
      .filter(isMet)
      .sort()
      .reverse()
      .map((name) => [name.toLowerCase(), given.get(name.toLowerCase()) ?? name]),
  );
  const subjects = new Set([...met.values(), ...(isOpen ? given.values() : [])]);
  return {
    targets: [
      ...wide,
      ...[...new Set(subjects)]
        .sort()
        .map(
          (subject): Target =>
            access === undefined
              ? { kind: 'user', name: subject }
              : { kind: 'object', object: subject, access },
        ),
    ],
    unheld: [...new Set(named.filter((name) => !isMet(name)))].sort(),
    isOpen,
  };
}

function plain(target: Target): Targets {
  return { targets: [target], unheld: [], isOpen: false };
}

function isSubject(resource: string, permission: string, place: string): boolean {
  if (!/^[A-Za-z]\w{0,127}$/.test(resource)) return false;
  return permission === otherUserPermission || placeOf(resource) === place;
}

function dataTarget(access: ObjectAccess): Target {
  return { kind: 'data', name: access === 'read' || access === 'viewAll' ? 'ViewAllData' : 'ModifyAllData' };
}
