import { isGroup, knownPath, readPermissionName, urlGroup } from '../catalogue/index.ts';
import type { RbacRequest } from './rule.ts';

/**
 * Reads a permission, and a resource as calls have it, as a request: `namespace/name`, `namespace/*` for all of one,
 * a name alone for what is in no namespace, `*` for all. Undefined when the permission has no name that can be read.
 */
export function requestOf(permission: string, resource: string): RbacRequest | undefined {
  const read = readPermissionName(permission, isGroup);
  if (read === undefined) return undefined;
  const { verb, target } = read;
  if (target.group === urlGroup) {
    const path =
      resource.startsWith('/') && knownPath(resource) === target.resource ? resource : target.resource;
    return { verb, target: { group: urlGroup, resource: path }, namespace: undefined, name: undefined };
  }
  // Of several things that are acted as, the record names one.
  if (verb === 'impersonate' && !['users', 'serviceaccounts'].includes(target.resource))
    return { verb, target, namespace: undefined, name: undefined };
  const slash = resource.indexOf('/');
  const namespace = slash <= 0 ? undefined : resource.slice(0, slash);
  const name = slash <= 0 ? resource : resource.slice(slash + 1);
  return { verb, target, namespace, name: name === '*' || name === '' ? undefined : name };
}
