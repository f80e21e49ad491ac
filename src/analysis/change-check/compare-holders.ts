import { PermissionSet } from '../../model/permission-set.ts';
import type { StatedHolder, StatedPower, StatedToken, StatedWayIn } from '../../providers/configuration.ts';
import { type NewAccess, newAccesses } from './compare-accesses.ts';
import { type NewWay, newWays } from './compare-operations.ts';
import { holdsWhenever } from './conditions.ts';
import { includesAll } from './includes-all.ts';
import { type LostDenial, lostDenials } from './lost-denials.ts';

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
  /** What others may do with it that they could not before. */
  readonly accesses: readonly NewAccess[];
  /** Whether what anybody is let do with it counted for nothing, and counts now. */
  readonly isOpened: boolean;
  /** Ways to be answered by it that were not enough before. */
  readonly ways: readonly NewWay[];
  /** What was denied, to it or by it, and is no more; of a holder, as far as it may do it now. */
  readonly lostDenials: readonly LostDenial[];
  readonly tokens: readonly StatedToken[];
}

/**
 * Compares two states of a configuration holder by holder. One that is gone has lost all and is left out, unless it took from
 * others.
 */
export function compareHolders(
  before: readonly StatedHolder[],
  after: readonly StatedHolder[],
): readonly HolderChange[] {
  const known = new Map(before.map((holder) => [holder.key, holder]));
  const left = new Set(after.map(({ key }) => key));
  return [
    ...after.map((holder) => changeOf(known.get(holder.key), holder)),
    ...before.filter(({ key, isGuard }) => isGuard && !left.has(key)).map(changeOfGone),
  ];
}

/** A guard that is gone, as one that says nothing any more. */
function changeOfGone(guard: StatedHolder): HolderChange {
  return changeOf(guard, { ...guard, powers: guard.powers.filter(({ effect }) => effect === 'limit') });
}

function changeOf(before: StatedHolder | undefined, holder: StatedHolder): HolderChange {
  const had = allowedTo(before);
  const has = allowedTo(holder);
  const powers = powersOf(holder, before, had, has);
  const lost = lostOf(holder, before, had.intersect(has), powers);
  const lostPermissions = PermissionSet.unionOf(lost.map(({ permissions }) => permissions));
  const accesses = newAccesses(before, holder);
  const gained = [
    ...powers.map((power) => power.gained),
    ...accesses.map(({ permissions }) => permissions),
    ...(isThing(holder) ? [lostPermissions] : []),
  ];
  const widened = [...powers.map((power) => power.widened), ...(isThing(holder) ? [] : [lostPermissions])];
  return {
    holder,
    old: before,
    isNew: before === undefined,
    powers,
    gained: PermissionSet.unionOf(gained),
    widened: PermissionSet.unionOf(widened),
    lost: had.subtract(has),
    before: had,
    after: has,
    accesses,
    isOpened: before?.isClosed === true && holder.isClosed !== true,
    ways: newWays(before, holder),
    lostDenials: lost,
    waysIn: holder.waysIn.filter((way) => !(before?.waysIn ?? []).some((old) => isSameWay(old, way))),
    tokens: holder.tokens.filter(({ name }) => !(before?.tokens ?? []).some((old) => old.name === name)),
  };
}

/** What statements give that they did not. A guard gives nothing: what it leaves to others counts, once it left anything. */
function powersOf(
  holder: StatedHolder,
  before: StatedHolder | undefined,
  had: PermissionSet,
  has: PermissionSet,
): readonly NewPower[] {
  const effect = holder.isGuard ? 'limit' : 'allow';
  if (holder.isGuard && had.isEmpty) return [];
  return holder.powers
    .filter((power) => power.effect === effect)
    .map((power) => newPower(power, before, had, has))
    .filter(({ gained, widened }) => !gained.isEmpty || !widened.isEmpty);
}

/** What is denied no more, as far as nothing else tells of it: of a holder, what it may do now and could do elsewhere before. */
function lostOf(
  holder: StatedHolder,
  before: StatedHolder | undefined,
  kept: PermissionSet,
  powers: readonly NewPower[],
): readonly LostDenial[] {
  if (before === undefined) return [];
  const told = PermissionSet.unionOf(powers.map(({ gained, widened }) => gained.union(widened)));
  return lostDenials(before, holder).flatMap((denial) => {
    const untold = denial.permissions.subtract(told);
    const permissions = isThing(holder) ? untold : untold.intersect(kept);
    return permissions.isEmpty ? [] : [{ ...denial, permissions }];
  });
}

/** What says what others may do, rather than what itself may. */
function isThing({ isGuard, accesses }: StatedHolder): boolean {
  return isGuard === true || accesses !== undefined;
}

/**
 * What a holder may do on something, once what is denied everywhere and what lies beyond its boundary is taken away; of a guard,
 * what it leaves to others.
 */
export function allowedTo(holder: StatedHolder | undefined): PermissionSet {
  if (!holder) return PermissionSet.empty;
  const of = (effect: StatedPower['effect']) => holder.powers.filter((power) => power.effect === effect);
  const given = of(holder.isGuard ? 'limit' : 'allow');
  const all = PermissionSet.unionOf(given.map(({ permissions }) => permissions));
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
  const old = (before?.powers ?? []).filter(({ effect }) => effect === power.effect);
  const effective = power.permissions.intersect(has);
  const parts = power.resources.map((resource) => {
    const covering = old.filter(
      (other) =>
        holdsWhenever(other, power) && other.resources.some((pattern) => includesAll(pattern, resource)),
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

function isSameWay(old: StatedWayIn, way: StatedWayIn): boolean {
  const of = ({ from, conditions }: StatedWayIn) => JSON.stringify([from, conditions]);
  return of(old) === of(way);
}
