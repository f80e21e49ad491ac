import { catalogueFacts } from '../../analysis/catalogue-facts.ts';
import { groupBy } from '../../model/group-by.ts';
import type { Permission } from '../../model/permission.ts';
import { PermissionSet } from '../../model/permission-set.ts';

const known = new Map<string, ReadonlyMap<number, PermissionSet>>();

/**
 * Gives permissions together with those of the same service that do something else with the same kind of thing, as far as
 * names tell: `CreateQueue` brings `DeleteQueue` and `ListQueues`.
 */
export function siblingsOf(provider: string, used: PermissionSet): PermissionSet {
  const groups = known.get(provider) ?? groupsOf(catalogueFacts(provider).permissions);
  known.set(provider, groups);
  return PermissionSet.unionOf(new Set([...used].flatMap((id) => groups.get(id) ?? []))).union(used);
}

function groupsOf(permissions: readonly Permission[]): ReadonlyMap<number, PermissionSet> {
  const groups = new Map<number, PermissionSet>();
  for (const [stem, members] of groupBy(permissions, stemOf)) {
    if (stem === '' || members.length < 2) continue;
    const set = PermissionSet.of(members.map(({ id }) => id));
    for (const { id } of members) groups.set(id, set);
  }
  return groups;
}

/** Service and what follows the verb, in the singular; empty where a name has no verb in front. */
function stemOf({ service, name }: Permission): string {
  const [, thing] = /:[A-Z][a-z]+([A-Z]\w*)$/.exec(name) ?? [];
  return thing === undefined ? '' : `${service}:${thing.replace(/s$/, '')}`;
}
