import { type Level, levels } from '../model/permission.ts';
import { PermissionSet } from '../model/permission-set.ts';
import { catalogueFacts } from './catalogue-facts.ts';

const sets = new Map<string, ReadonlyMap<Level, PermissionSet>>();
const known = new WeakMap<PermissionSet, Level[]>();

/** The levels that occur among some permissions of a provider, the most harmless first. */
export function levelsIn(provider: string, permissions: PermissionSet): Level[] {
  const found =
    known.get(permissions) ??
    [...levelSets(provider)].flatMap(([level, set]) => (permissions.intersect(set).isEmpty ? [] : [level]));
  // Tokens that may do the same share one set, and its levels are worked out once.
  known.set(permissions, found);
  return found;
}

function levelSets(provider: string): ReadonlyMap<Level, PermissionSet> {
  const held = sets.get(provider);
  if (held) return held;
  const { permissions } = catalogueFacts(provider);
  const made = new Map(
    levels.map((level) => [
      level,
      PermissionSet.of(permissions.filter((one) => one.level === level).map(({ id }) => id)),
    ]),
  );
  sets.set(provider, made);
  return made;
}
