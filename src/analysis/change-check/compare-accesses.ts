import type { LinkFrom } from '../../model/inventory.ts';
import { PermissionSet } from '../../model/permission-set.ts';
import type { StatedAccess, StatedHolder } from '../../providers/configuration.ts';
import { allFollow } from './conditions.ts';
import { includesAll } from './includes-all.ts';

/** What somebody may do with a thing that they could not before. */
export interface NewAccess {
  readonly access: StatedAccess;
  readonly permissions: PermissionSet;
  readonly resources: readonly string[];
}

/** Compares who may do what with a thing before and after. What is denied to everybody, nobody has. */
export function newAccesses(before: StatedHolder | undefined, after: StatedHolder): readonly NewAccess[] {
  const known = countingIn(before);
  const [denied, deniedBefore] = [deniedToAll(after), deniedToAll(before)];
  return countingIn(after).flatMap((access) => {
    const parts = access.resources.map((resource) => {
      const covering = known.filter((other) => covers(other, access, resource));
      const given = PermissionSet.unionOf(covering.map(({ permissions }) => permissions));
      const fresh = access.permissions.subtract(denied).subtract(given.subtract(deniedBefore));
      return { resource, fresh };
    });
    const permissions = PermissionSet.unionOf(parts.map(({ fresh }) => fresh));
    const resources = parts.filter(({ fresh }) => !fresh.isEmpty).map(({ resource }) => resource);
    return permissions.isEmpty ? [] : [{ access, permissions, resources }];
  });
}

/** Of a thing that is closed, what anybody is let do counts for nothing. */
function countingIn(holder: StatedHolder | undefined): readonly StatedAccess[] {
  return (holder?.accesses ?? []).filter(({ reach }) => !(holder?.isClosed && reach === 'anyone'));
}

function deniedToAll(holder: StatedHolder | undefined): PermissionSet {
  const denials = (holder?.powers ?? []).filter(
    ({ effect, isConditional, resources }) => effect === 'deny' && !isConditional && resources.includes('*'),
  );
  return PermissionSet.unionOf(denials.map(({ permissions }) => permissions));
}

function covers(old: StatedAccess, access: StatedAccess, resource: string): boolean {
  return (
    isSameOrAnyone(old.from, access.from) &&
    old.resources.some((pattern) => includesAll(pattern, resource)) &&
    allFollow(old.conditions, access.conditions)
  );
}

function isSameOrAnyone(old: LinkFrom, from: LinkFrom): boolean {
  return old.kind === 'anyone' || JSON.stringify(old) === JSON.stringify(from);
}
