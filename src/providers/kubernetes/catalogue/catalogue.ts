import type { Lookup, Operation, Permission } from '../../../model/permission.ts';
import type { Catalogue, OperationRow } from '../../provider.ts';
import { companions } from './companions.ts';
import { sinceLearned } from './learned-targets.ts';
import { find, permissions } from './permissions.ts';
import { permissionName, readPermissionName, urlGroup } from './target.ts';
import { isBuiltIn, isGroup, knownPath } from './targets.ts';

/** What Scopelight knows of permissions in Kubernetes: read from a shipped table at first use. */
export const kubernetesCatalogue: Catalogue = {
  permissions,
  find,
  lookup,
  operations: () => operations(),
  companions,
  common,
};

/**
 * Which permission an operation needs: a verb and what it is used on (`list pods`, `get apps/deployments`, `create
 * pods/exec`), or a method and a path (`get /healthz`). A request is authorised under this very name, also of a resource
 * that is not in the table.
 */
function lookup({ name }: Operation): Lookup {
  const known = find(name);
  if (known !== undefined) return { permissions: [known.name], basis: 'named' };
  const read = readPermissionName(name, isGroup);
  if (read === undefined || !/^[a-z]+$/.test(read.verb)) return { permissions: [], basis: 'unknown' };
  const { verb, target } = read;
  if (target.group === urlGroup)
    return { permissions: [`${verb} ${knownPath(target.resource) ?? target.resource}`], basis: 'named' };
  // Whether a word without a group is a resource, nothing tells.
  return target.group.includes('.')
    ? { permissions: [permissionName(verb, target)], basis: 'named' }
    : { permissions: [], basis: 'unknown' };
}

/** Custom resources of well-known projects are in the table, and few clusters have them. */
function common(): readonly Permission[] {
  return permissions().filter(({ service }) => isBuiltIn(service));
}

/** A request is recorded under the name of its permission: calls are mapped without this table. */
const operations: () => readonly OperationRow[] = sinceLearned(() =>
  permissions().map(({ name, service }) => ({
    source: service,
    name,
    permissions: [name],
    basis: 'named',
    category: '',
    passesRole: false,
  })),
);
