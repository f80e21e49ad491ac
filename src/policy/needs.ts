import { groupBy } from '../model/group-by.ts';
import type { Permission } from '../model/permission.ts';
import { PermissionSet } from '../model/permission-set.ts';
import type { NeededResource, NeedReason, PermissionNeed } from '../model/policy-proposal.ts';
import type { Derivation, DerivationInput } from './derive/derive-permissions.ts';
import type { RecordedUse } from './recorded-uses.ts';

/** What a policy must give. */
export interface Needs {
  readonly needs: readonly PermissionNeed[];
  /** Used, and needed on everything it is held on now, since what was seen may not be all. */
  readonly asHeld: PermissionSet;
}

type NeedsInput = Pick<DerivationInput, 'facts' | 'granted' | 'young' | 'recorded' | 'isJudged' | 'doubts'>;

/** Says of every derived permission on what it is needed. */
export function needsOf(
  derivation: Derivation,
  input: NeedsInput,
  permissions: readonly Permission[],
  uses: readonly RecordedUse[],
): Needs {
  const { derived, used, elsewhere, signs, signed, young, wanted } = derivation;
  const usesOf = groupBy(uses, (use) => use.permission);
  const passedOf = (name: string): readonly RecordedUse[] =>
    (usesOf.get(name) ?? []).filter(({ outcome }) => outcome !== 'denied');
  const active = PermissionSet.unionOf([used, elsewhere, signs.sibling]);
  const held = input.granted ?? PermissionSet.empty;
  // What nobody is known to hold is written only when it is to be given anew.
  const isHeldKnown = input.granted !== undefined;
  const isOpen = openEnded(input, permissions, active, passedOf);
  const needs: PermissionNeed[] = [];
  const asHeld: number[] = [];
  for (const permission of permissions) {
    const { id, name } = permission;
    if (!derived.has(id)) continue;
    const passed = passedOf(name);
    if (active.has(id)) {
      const isWhole = held.has(id) && isOpen(permission);
      if (isWhole) asHeld.push(id);
      const reason: NeedReason = signs.sibling.has(id) ? 'sign' : isHeldKnown ? 'used' : 'wanted';
      needs.push({ permission: name, reason, resources: isWhole ? [] : resourcesOf(passed) });
    } else if (signed.has(id)) needs.push({ permission: name, reason: 'sign', resources: [] });
    else if (young.has(id)) needs.push({ permission: name, reason: 'young', resources: [] });
    else if (!wanted.has(id)) needs.push({ permission: name, reason: 'kept', resources: [] });
    if (!wanted.has(id)) continue;
    const refused = refusedBeyond(usesOf.get(name) ?? []);
    const isGiven = needs.at(-1)?.permission === name && (passed.length === 0 || refused.length === 0);
    if (!isGiven) needs.push({ permission: name, reason: 'wanted', resources: refused });
  }
  return { needs: [...needs, ...unlisted(permissions, usesOf, passedOf)], asHeld: PermissionSet.of(asHeld) };
}

/** What was used though the catalogue does not list it, such as resources that somebody defined for one cluster. */
function unlisted(
  permissions: readonly Permission[],
  usesOf: ReadonlyMap<string, unknown>,
  passedOf: (name: string) => readonly RecordedUse[],
): PermissionNeed[] {
  const listed = new Set(permissions.map(({ name }) => name));
  return [...usesOf.keys()].flatMap((permission): PermissionNeed[] => {
    const passed = listed.has(permission) ? [] : passedOf(permission);
    return passed.length === 0 ? [] : [{ permission, reason: 'used', resources: resourcesOf(passed) }];
  });
}

/** Says of a used permission whether it may be in use on more than was seen. */
function openEnded(
  { facts, young, recorded, isJudged, doubts }: NeedsInput,
  permissions: readonly Permission[],
  active: PermissionSet,
  passedOf: (name: string) => readonly RecordedUse[],
): (permission: Permission) => boolean {
  if (!isJudged || doubts.isNewcomer) return () => true;
  const around = permissions
    .filter(({ id }) => active.has(id))
    .map(({ id, name }) => ({ inside: facts.neighboursOf(PermissionSet.of([id])), acted: passedOf(name) }))
    .filter(({ inside }) => !inside.isEmpty);
  return ({ id, name, recorded: kind }) => {
    if (young.has(id)) return true;
    if (recorded.has(id)) return false;
    // Where only some resources are logged, activity on another one points to use inside it.
    const seen = passedOf(name).flatMap(({ group, resources }) => [group, ...resources]);
    const isSeen = (resource: string): boolean =>
      resource !== '' && seen.some((one) => one === resource || one.startsWith(`${resource}/`));
    return (
      kind !== 'data' ||
      around.some(({ inside, acted }) => inside.has(id) && acted.some((use) => !use.resources.every(isSeen)))
    );
  };
}

function resourcesOf(uses: readonly RecordedUse[]): NeededResource[] {
  const byResource = new Map<string, NeededResource>();
  for (const { group, resources, days } of uses) {
    resources.forEach((resource, index) => {
      // Days of calls that passed and of calls that failed later may be the same ones.
      const before = byResource.get(resource)?.days ?? 0;
      byResource.set(resource, { resource, group, days: Math.max(before, days[index] ?? 0) });
    });
  }
  return [...byResource.values()];
}

/** Resources that a permission was refused on and never let through. */
function refusedBeyond(uses: readonly RecordedUse[]): NeededResource[] {
  const passed = uses.filter(({ outcome }) => outcome !== 'denied');
  const known = new Set(passed.flatMap(({ resources }) => resources));
  const refused = resourcesOf(uses.filter(({ outcome }) => outcome === 'denied'));
  return refused.filter(({ resource }) => !known.has(resource));
}
