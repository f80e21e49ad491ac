import { PermissionSet } from '../../model/permission-set.ts';
import type { StatedHolder, StatedPower, StatedToken, StatedWayIn } from '../../providers/configuration.ts';
import { globsOverlap, isGlob } from '../graph/glob.ts';

/** What one statement gives that was not given before. */
export interface NewPower {
  readonly power: StatedPower;
  /** Permissions that the holder did not have at all, and those it had on less or under more conditions. */
  readonly gained: PermissionSet;
  readonly widened: PermissionSet;
  readonly resources: readonly string[];
}

/** What a change makes of one holder. */
export interface HolderChange {
  readonly holder: StatedHolder;
  /** The same in the base; undefined when it is new. */
  readonly old: StatedHolder | undefined;
  readonly isNew: boolean;
  readonly powers: readonly NewPower[];
  readonly gained: PermissionSet;
  readonly widened: PermissionSet;
  readonly lost: PermissionSet;
  /** Everything it may do before and after the change. */
  readonly before: PermissionSet;
  readonly after: PermissionSet;
  readonly waysIn: readonly StatedWayIn[];
  readonly tokens: readonly StatedToken[];
}

/** Compares two states of a configuration holder by holder. One that is gone has lost all and is left out. */
export function compareHolders(
  before: readonly StatedHolder[],
  after: readonly StatedHolder[],
): readonly HolderChange[] {
  const known = new Map(before.map((holder) => [holder.key, holder]));
  return after.map((holder) => changeOf(known.get(holder.key), holder));
}

function changeOf(before: StatedHolder | undefined, holder: StatedHolder): HolderChange {
  const had = allowedTo(before);
  const has = allowedTo(holder);
  const powers = holder.powers
    .filter(({ effect }) => effect === 'allow')
    .map((power) => newPower(power, before, had, has))
    .filter(({ gained, widened }) => !gained.isEmpty || !widened.isEmpty);
  return {
    holder,
    old: before,
    isNew: before === undefined,
    powers,
    gained: PermissionSet.unionOf(powers.map(({ gained }) => gained)),
    widened: PermissionSet.unionOf(powers.map(({ widened }) => widened)),
    lost: had.subtract(has),
    before: had,
    after: has,
    waysIn: holder.waysIn.filter((way) => !(before?.waysIn ?? []).some((old) => isSameWay(old, way))),
    tokens: holder.tokens.filter(({ name }) => !(before?.tokens ?? []).some((old) => old.name === name)),
  };
}

/** What a holder may do on something, once what is denied everywhere and what lies beyond its boundary is taken away. */
export function allowedTo(holder: StatedHolder | undefined): PermissionSet {
  if (!holder) return PermissionSet.empty;
  const of = (effect: StatedPower['effect']) => holder.powers.filter((power) => power.effect === effect);
  const all = PermissionSet.unionOf(of('allow').map(({ permissions }) => permissions));
  const denied = of('deny').filter(
    ({ resources, isConditional }) => !isConditional && resources.includes('*'),
  );
  const limits = of('limit');
  const cap = PermissionSet.unionOf(limits.map(({ permissions }) => permissions));
  const left = all.subtract(PermissionSet.unionOf(denied.map(({ permissions }) => permissions)));
  return limits.length === 0 ? left : left.intersect(cap);
}

function newPower(
  power: StatedPower,
  before: StatedHolder | undefined,
  had: PermissionSet,
  has: PermissionSet,
): NewPower {
  const old = (before?.powers ?? []).filter(({ effect }) => effect === 'allow');
  const effective = power.permissions.intersect(has);
  const parts = power.resources.map((resource) => {
    const covering = old.filter(
      (other) =>
        (!other.isConditional || power.isConditional) &&
        other.resources.some((pattern) => includesAll(pattern, resource)),
    );
    // A deny that went, or a boundary that was lifted, gives what statements gave in vain before.
    const given = PermissionSet.unionOf(covering.map(({ permissions }) => permissions)).intersect(had);
    return { resource, fresh: effective.subtract(given) };
  });
  const fresh = PermissionSet.unionOf(parts.map((part) => part.fresh));
  return {
    power,
    gained: fresh.subtract(had),
    widened: fresh.intersect(had),
    resources: parts.filter((part) => !part.fresh.isEmpty).map(({ resource }) => resource),
  };
}

/** Whether a pattern surely stands for all that another one stands for. */
export function includesAll(pattern: string, other: string): boolean {
  if (pattern === other || pattern === '*') return true;
  if (!isGlob(pattern)) return false;
  // Wildcards of the other are letters here: only a wildcard of the pattern is as wide as they are.
  return globsOverlap(pattern, other.replaceAll('*', '\u0000').replaceAll('?', '\u0001'));
}

function isSameWay(old: StatedWayIn, way: StatedWayIn): boolean {
  const of = ({ from, conditions }: StatedWayIn) => JSON.stringify([from, conditions]);
  return of(old) === of(way);
}
