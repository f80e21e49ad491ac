import { groupBy } from '../../../model/group-by.ts';
import type { Permission } from '../../../model/permission.ts';
import type { PermissionSet } from '../../../model/permission-set.ts';
import type { PolicyDiff, ServiceDiff } from '../../../model/policy-proposal.ts';

/** What is held, before or after. */
export interface DiffSide {
  readonly permissions: PermissionSet;
  /** Resources that permissions of some kind are limited to. */
  readonly resources: readonly string[];
}

/**
 * What becomes of every permission that is held or proposed. `isLimited` tells of which permissions the resources of a
 * side are meant; all others hold everywhere.
 */
export function permissionDiff(
  permissions: readonly Permission[],
  before: DiffSide,
  after: DiffSide,
  isLimited: (name: string) => boolean,
): PolicyDiff {
  const [from, to] = [before.resources, after.resources];
  const isNarrower = to.join() !== from.join() && !to.includes('*');
  const present = permissions.filter(({ id }) => before.permissions.has(id) || after.permissions.has(id));
  const stateOf = ({ id, name }: Permission): keyof PolicyDiff['totals'] => {
    if (!after.permissions.has(id)) return 'removed';
    if (!before.permissions.has(id)) return 'added';
    return isNarrower && isLimited(name) ? 'narrowed' : 'kept';
  };
  const all = [...groupBy(present, ({ service }) => service)].map(([service, members]): ServiceDiff => {
    const names = (state: keyof PolicyDiff['totals']): string[] =>
      members.filter((member) => stateOf(member) === state).map(({ name }) => name);
    return {
      service,
      removed: names('removed'),
      narrowed: names('narrowed').map((permission) => ({ permission, from, to })),
      kept: names('kept'),
      added: names('added'),
    };
  });
  const count = (pick: (one: ServiceDiff) => readonly unknown[]): number =>
    all.reduce((sum, one) => sum + pick(one).length, 0);
  return {
    totals: {
      removed: count(({ removed }) => removed),
      narrowed: count(({ narrowed }) => narrowed),
      kept: count(({ kept }) => kept),
      added: count(({ added }) => added),
    },
    services: all.sort((a, b) => (a.service < b.service ? -1 : 1)),
  };
}
