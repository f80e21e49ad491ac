import { PermissionSet } from '../../../../model/permission-set.ts';
import type { PolicyHolder } from '../../../../model/policy-proposal.ts';
import type { HeldPermissions } from '../../../shared/policy/permission-needs.ts';
import { find } from '../../catalogue/index.ts';
import { allGranted, type Granted } from '../../granted.ts';
import { readPolicy } from '../document.ts';

/** What the held profile and permission sets give together. */
export interface HeldSet extends HeldPermissions {
  readonly gives: Granted;
  /** By field that is read, whether its value may be changed. */
  readonly fields: ReadonlyMap<string, boolean>;
}

export function heldSet({ held }: Pick<PolicyHolder, 'held'>): HeldSet {
  const read = held.map(({ id, document }) => ({ id, policy: readPolicy(document) }));
  const gives = together(read.flatMap(({ policy }) => policy?.gives ?? []));
  const fields = new Map<string, boolean>();
  for (const { policy } of read)
    for (const [field, isEdited] of policy?.source.fields ?? [])
      fields.set(field, isEdited || fields.get(field) === true);
  return {
    gives,
    fields,
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
