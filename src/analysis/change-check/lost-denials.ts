import { PermissionSet } from '../../model/permission-set.ts';
import type { StatedCondition, StatedHolder, StatedPower } from '../../providers/configuration.ts';
import { allFollow, holdsWhenever } from './conditions.ts';
import { includesAll } from './includes-all.ts';

/** A statement that denied what is denied no more, or in fewer cases. */
export interface LostDenial {
  readonly power: StatedPower;
  readonly permissions: PermissionSet;
  readonly resources: readonly string[];
  /** What denies the same still, under conditions that it was not under before. */
  readonly instead:
    | { readonly power: StatedPower; readonly conditions: readonly StatedCondition[] }
    | undefined;
}

/** Compares what is denied before and after. Something that is gone denies nothing. */
export function lostDenials(before: StatedHolder, after: StatedHolder | undefined): readonly LostDenial[] {
  const denials = denialsOf(after);
  return denialsOf(before).flatMap((power) => {
    const parts = power.resources.map((resource) => {
      const same = denials.filter((other) => other.resources.some((each) => includesAll(each, resource)));
      const still = same.filter((other) => holdsWhenever(other, power));
      return { resource, same, left: power.permissions.subtract(allOf(still)) };
    });
    const permissions = PermissionSet.unionOf(parts.map(({ left }) => left));
    if (permissions.isEmpty) return [];
    const resources = parts.filter(({ left }) => !left.isEmpty).map(({ resource }) => resource);
    const instead = parts
      .flatMap(({ same }) => same)
      .find((other) => permissions.isSubsetOf(other.permissions));
    const conditions = (instead?.conditions ?? []).filter(
      (condition) => !allFollow([condition], power.conditions ?? []),
    );
    return [{ power, permissions, resources, instead: instead && { power: instead, conditions } }];
  });
}

function denialsOf(holder: StatedHolder | undefined): readonly StatedPower[] {
  return (holder?.powers ?? []).filter(({ effect }) => effect === 'deny');
}

function allOf(powers: readonly StatedPower[]): PermissionSet {
  return PermissionSet.unionOf(powers.map(({ permissions }) => permissions));
}
