import { type Level, levels } from '../model/permission.ts';
import { PermissionSet } from '../model/permission-set.ts';
import { catalogueFacts } from './catalogue-facts.ts';
import { perCatalogue } from './per-catalogue.ts';

/** Of each provider, the sets of its levels, and what was found of sets of permissions. */
const known = perCatalogue((provider) => ({
  sets: levelSets(provider),
  found: new WeakMap<PermissionSet, Level[]>(),
}));

/** The levels that occur among some permissions of a provider, the most harmless first. */
export function levelsIn(provider: string, permissions: PermissionSet): Level[] {
  const { sets, found } = known(provider);
  const present =
    found.get(permissions) ??
    [...sets].flatMap(([level, set]) => (permissions.intersect(set).isEmpty ? [] : [level]));
  // Tokens that may do the same share one set, and its levels are worked out once.
  found.set(permissions, present);
  return present;
}

function levelSets(provider: string): ReadonlyMap<Level, PermissionSet> {
  const { permissions } = catalogueFacts(provider);
  return new Map(
    levels.map((level) => [
      level,
      PermissionSet.of(permissions.filter((one) => one.level === level).map(({ id }) => id)),
    ]),
  );
}
