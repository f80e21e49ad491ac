import { groupBy } from '../../model/group-by.ts';
import { PermissionSet } from '../../model/permission-set.ts';
import type { RoleRecord } from './role-records.ts';

/**
 * Finds which roles give their holders nothing that other roles of theirs do not give. Of roles that cover each other the
 * smallest go first, and what is found can be taken away all together without the loss of a permission. A role that is not
 * known in full is never taken for redundant, and never for a cover.
 */
export function redundancies(roles: readonly RoleRecord[]): ReadonlyMap<RoleRecord, readonly string[]> {
  const given = roles
    .filter(({ isComplete, permissions }) => isComplete && permissions?.isEmpty === false)
    .flatMap((role) => role.holders.map((holder) => ({ role, holder })));
  const byHolder = groupBy(given, ({ role, holder }) => `${role.provider}\n${holder}`);
  const found = new Map<RoleRecord, string[]>();
  for (const pairs of byHolder.values()) {
    const [first] = pairs;
    if (first === undefined || pairs.length < 2) continue;
    const own = pairs.map(({ role }) => role);
    const kept = new Set(own.toSorted((a, b) => sizeOf(a) - sizeOf(b) || (a.id < b.id ? -1 : 1)));
    for (const role of [...kept]) {
      const others = PermissionSet.unionOf([...kept].filter((other) => other !== role).map(givenBy));
      if (!givenBy(role).isSubsetOf(others)) continue;
      kept.delete(role);
      found.set(role, [...(found.get(role) ?? []), first.holder]);
    }
  }
  return found;
}

function givenBy({ permissions }: RoleRecord): PermissionSet {
  return permissions ?? PermissionSet.empty;
}

function sizeOf(role: RoleRecord): number {
  return givenBy(role).size;
}
