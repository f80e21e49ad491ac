import { PermissionSet } from '../../../../model/permission-set.ts';
import type { PolicyHolder } from '../../../../model/policy-proposal.ts';
import type { HeldPermissions } from '../../../permission-needs.ts';
import { find } from '../../catalogue/index.ts';
import { allGranted, type Granted } from '../../granted.ts';
import { readPolicy } from '../document.ts';

/** What the held profile and permission sets give together. */
export interface HeldSet extends HeldPermissions {
  readonly gives: Granted;
}

export function heldSet({ held }: Pick<PolicyHolder, 'held'>): HeldSet {
  const read = held.map(({ id, document }) => ({ id, policy: readPolicy(document) }));
  const gives = together(read.flatMap(({ policy }) => policy?.gives ?? []));
  return {
    gives,
    permissions: allGranted(gives),
    unreadable: read.filter(({ policy }) => policy === undefined).map(({ id }) => id),
  };
}

/** What several documents give together. */
export function together(all: readonly Granted[]): Granted {
  const named = new Map<string, PermissionSet>();
  for (const granted of all)
    for (const [subject, set] of granted.named)
      named.set(subject, set.union(named.get(subject) ?? PermissionSet.empty));
  return { everywhere: PermissionSet.unionOf(all.map(({ everywhere }) => everywhere)), named };
}

/** The objects, or permissions of users, on which a permission that stands for several is given. */
export function subjectsOf({ named }: Granted, permission: string): readonly string[] {
  const id = find(permission)?.id ?? 0;
  return [...named].flatMap(([subject, set]) => (set.has(id) ? [subject] : [])).sort();
}

/** Whether a permission is given on everything that it stands for. */
export function isEverywhere({ everywhere }: Granted, permission: string): boolean {
  return everywhere.has(find(permission)?.id ?? 0);
}
