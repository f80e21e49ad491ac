import { PermissionSet } from '../../../model/permission-set.ts';
import type { Records } from '../../shared/inventory/held-records.ts';
import type { Remarks } from '../../shared/inventory/remarks.ts';
import { toEpoch } from '../../shared/text/epoch.ts';
import { account } from '../account.ts';
import type { Identity } from '../rbac/subject.ts';
import type { Collected, Found } from './collect.ts';
import { type KnownRole, type Roles, roleId } from './roles.ts';
import { subjectsOf } from './subjects.ts';

/** What every identity holds, through bindings to itself and to the groups that it is surely in. */
export function addHoldings(
  { bindings }: Collected,
  identities: readonly Identity[],
  roles: Roles,
  records: Records,
  { notes }: Remarks,
): void {
  const holders = new Map<string, Identity[]>();
  const add = (key: string, identity: Identity): void => {
    holders.set(key, [...(holders.get(key) ?? []), identity]);
  };
  for (const identity of identities) {
    add(`user ${identity.id}`, identity);
    for (const group of identity.groups) add(`group ${group}`, identity);
  }
  let unknownGroups = 0;
  for (const binding of bindings) {
    const place = placeOf(binding);
    const role = roles.find(binding.body.roleRef.kind, binding.body.roleRef.name, place.namespace);
    for (const { isGroup, id } of subjectsOf(binding)) {
      const held = holders.get(`${isGroup ? 'group' : 'user'} ${id}`);
      if (held === undefined && isGroup) unknownGroups += 1;
      for (const identity of held ?? [])
        hold(identity, [...(isGroup ? [`group/${id}`] : []), place.step], binding, role);
    }
  }
  if (unknownGroups > 0)
    notes.add(
      '',
      `${unknownGroups} times a binding gives a role to a group of which no export tells who is in it`,
    );

  function hold(
    { id: principalId }: Identity,
    path: readonly string[],
    binding: Found<'RoleBinding'>,
    role: KnownRole | undefined,
  ): void {
    const place = placeOf(binding);
    const shared = { principalId, account, observedAt: binding.observedAt, path };
    if (role === undefined) {
      const { kind, name } = binding.body.roleRef;
      records.addHolding({
        ...shared,
        role: { id: roleId(kind, name, place.namespace), kind, name, document: {} },
        granted: unknownGranted,
        resources: [place.isEverywhere ? '*' : `${place.namespace}/*`],
        more: `the ${kind} \`${name}\` is not among the exports`,
        isUnknown: true,
      });
      return;
    }
    role.rules.forEach(({ resourceNames }, index) => {
      const inside = place.isEverywhere ? '*' : place.namespace;
      const whole = place.isEverywhere ? '*' : `${place.namespace}/*`;
      records.addHolding({
        ...shared,
        role: role.record,
        granted: roles.granted(role, index, place.isEverywhere),
        resources: resourceNames.length === 0 ? [whole] : resourceNames.map((name) => `${inside}/${name}`),
        statement: String(index),
        more: role.more,
        since: latest(role.since, toEpoch(binding.body.metadata.creationTimestamp)),
      });
    });
  }
}

const unknownGranted = { permissions: PermissionSet.empty, partial: PermissionSet.empty, unmatched: [] };

interface Place {
  readonly isEverywhere: boolean;
  readonly namespace: string;
  readonly step: string;
}

function placeOf({ kind, body: { metadata } }: Found<'RoleBinding'>): Place {
  const namespace = metadata.namespace ?? 'default';
  return kind === 'ClusterRoleBinding'
    ? { isEverywhere: true, namespace, step: `clusterrolebinding/${metadata.name}` }
    : { isEverywhere: false, namespace, step: `rolebinding/${namespace}/${metadata.name}` };
}

function latest(...times: readonly (number | undefined)[]): number | undefined {
  const known = times.flatMap((time) => time ?? []);
  return known.length === 0 ? undefined : Math.max(...known);
}
