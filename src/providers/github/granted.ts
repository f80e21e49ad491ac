import { PermissionSet } from '../../model/permission-set.ts';
import type { Granted } from '../shared/inventory/held-records.ts';
import { find, grantedByScopes, withIncluded } from './catalogue/index.ts';

/** Reads `{"contents": "write"}`; `write` gives `read` too. */
export function grantedByLevels(levels: Readonly<Record<string, string>>): Granted {
  const names = Object.entries(levels)
    .filter(([, level]) => level !== 'none')
    .map(([key, level]) => `${key}:${level}`);
  const known = names.flatMap((name) => find(name) ?? []);
  return {
    permissions: PermissionSet.of(
      known.flatMap(({ name }) => withIncluded(name).flatMap((each) => find(each)?.id ?? [])),
    ),
    partial: PermissionSet.empty,
    unmatched: names.filter((name) => find(name) === undefined),
  };
}

/** Reads classic scopes; whatever they give, a token does no more than its user may. */
export function grantedByScopeNames(names: readonly string[]): Granted {
  const { granted, partial, unknown } = grantedByScopes(names);
  return { permissions: granted, partial, unmatched: unknown };
}
