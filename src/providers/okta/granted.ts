import { PermissionSet } from '../../model/permission-set.ts';
import type { Granted } from '../shared/inventory/held-records.ts';
import { find, findStandardRole, idsOf, isScope } from './catalogue/index.ts';

/** Reads OAuth scopes; those of an identity provider’s own (`openid`, `profile`) give nothing of Okta’s API. */
export function grantedByScopes(names: readonly string[]): Granted {
  const asked = names.filter((name) => !identityScopes.has(name));
  return grantedByNames(asked, isScope);
}

/** Reads permissions of a custom admin role. */
export function grantedByPermissions(names: readonly string[]): Granted {
  return grantedByNames(names, (name) => find(name) !== undefined);
}

/** Reads the type of a standard admin role. */
export function grantedByRole(type: string): Granted {
  const role = findStandardRole(type);
  if (role === undefined)
    return { permissions: PermissionSet.empty, partial: PermissionSet.empty, unmatched: [type] };
  return { permissions: role.full.union(role.partial), partial: role.partial, unmatched: [] };
}

/** What several grants give together. What one gives in part and another in full is no part. */
export function together(parts: readonly Granted[]): Granted {
  const permissions = PermissionSet.unionOf(parts.map((part) => part.permissions));
  const full = PermissionSet.unionOf(parts.map((part) => part.permissions.subtract(part.partial)));
  return {
    permissions,
    partial: permissions.subtract(full),
    unmatched: parts.flatMap(({ unmatched }) => unmatched),
  };
}

/** What remains of a grant within another. */
export function within(granted: Granted, limit: Granted): Granted {
  const permissions = granted.permissions.intersect(limit.permissions);
  return {
    permissions,
    partial: granted.partial.union(limit.partial).intersect(permissions),
    unmatched: granted.unmatched,
  };
}

function grantedByNames(names: readonly string[], isKnown: (name: string) => boolean): Granted {
  return {
    permissions: idsOf(names.filter(isKnown)),
    partial: PermissionSet.empty,
    unmatched: names.filter((name) => !isKnown(name)),
  };
}

const identityScopes: ReadonlySet<string> = new Set([
  ...['openid', 'profile', 'email', 'address', 'phone', 'offline_access', 'device_sso', 'groups'],
]);
