import { PermissionSet } from '../../../../model/permission-set.ts';
import type { PermissionNeed, ProposalNote, WriteOptions } from '../../../../model/policy-proposal.ts';
import type { Draft, SortedNeeds } from '../../../shared/policy/permission-needs.ts';
import { smallestBundles } from '../../../shared/policy/smallest-bundles.ts';
import { customPermissions, find, roleCompanions, roleNameOf, standardRoles } from '../../catalogue/index.ts';
import type { HeldSet } from './held-set.ts';
import { statementOf } from './statement.ts';

/** Okta takes so many resources in one set. */
const resourcesMax = 1000;

/**
 * The smallest admin roles of a user: a custom role of the permissions that are needed, and standard roles only for what
 * no custom role can give.
 */
export function draftRoles(
  { needs: given, unwritten, notes }: SortedNeeds,
  held: HeldSet,
  { exactMax = 50 }: WriteOptions = {},
): Draft {
  const needs = withCompanions(given, held);
  const beyond = needs.filter(({ permission }) => roleNameOf(permission) === undefined);
  const standard = smallestBundles(standardRoles(), idsOf(beyond), held);
  const byStandard = PermissionSet.unionOf(standard.chosen.map(({ full }) => full));
  const custom = needs.filter(
    ({ permission }) =>
      !beyond.some((need) => need.permission === permission) && !isIn(byStandard, permission),
  );
  const { chosen } = smallestBundles(customPermissions(), idsOf(custom));
  const without = beyond.filter(({ permission }) => isIn(standard.missing, permission));
  const resources = resourcesOf(custom, Math.min(exactMax, resourcesMax));
  const roles = standard.chosen.map(({ name }) => name);
  return {
    document: {
      ...((roles.length > 0 || chosen.length === 0) && { roles }),
      ...(chosen.length > 0 && { permissions: chosen.map(({ name }) => name), resources }),
    },
    statements: [
      ...standard.chosen.map((role) => statementOf(role, needs)),
      ...chosen.map((permission) => statementOf(permission, custom, resources)),
    ],
    unwritten: [
      ...unwritten,
      ...without.map(({ permission }) => ({ permission, why: 'no admin role is known to give it' })),
    ],
    notes: [...notes, ...notesOn(beyond, roles), ...resourceNotes(custom, resources)],
  };
}

/** What one scope gives together, a custom role must hold one by one, as far as it is held now. */
function withCompanions(
  needs: readonly PermissionNeed[],
  { permissions }: HeldSet,
): readonly PermissionNeed[] {
  const asked = new Set(needs.map(({ permission }) => permission));
  const names = [...new Set([...asked].flatMap((name) => roleCompanions.get(name) ?? []))];
  const missing = names.filter((name) => !asked.has(name) && isIn(permissions, name));
  return [...needs, ...missing.map((permission) => ({ permission, reason: 'sign' as const, resources: [] }))];
}

/**
 * What a custom role has to reach: single groups and apps where the records name all that was acted on; users only as a
 * whole, since a set of resources names them by group.
 */
function resourcesOf(needs: readonly PermissionNeed[], most: number): readonly string[] {
  const byArea = new Map<string, Set<string> | undefined>();
  for (const { permission, resources } of needs) {
    const area = find(permission)?.service ?? '';
    const known = byArea.has(area) ? byArea.get(area) : new Set<string>();
    const mark = single[area];
    const isNamed =
      mark !== undefined && resources.length > 0 && resources.every(({ resource }) => mark.test(resource));
    byArea.set(
      area,
      known && isNamed ? new Set([...known, ...resources.map(({ resource }) => resource)]) : undefined,
    );
  }
  return [...byArea]
    .flatMap(([area, exact]) => (exact === undefined || exact.size > most ? [area] : [...exact]))
    .sort();
}

const single: Readonly<Record<string, RegExp>> = { groups: /^group\/[^/]+$/, apps: /^app\/[^/]+$/ };

function notesOn(beyond: readonly PermissionNeed[], roles: readonly string[]): ProposalNote[] {
  if (roles.length === 0) return [];
  return [
    {
      kind: 'everywhere',
      permissions: beyond.map(({ permission }) => permission),
      text: `no custom role can give these: ${roles.join(', ')} can, with what else it gives`,
    },
  ];
}

function resourceNotes(needs: readonly PermissionNeed[], resources: readonly string[]): ProposalNote[] {
  if (needs.length === 0) return [];
  return [
    {
      kind: 'generalised',
      permissions: needs.map(({ permission }) => permission),
      text: `a custom role is assigned together with a set of resources, here ${resources.join(', ')}; users can be limited to those of a group`,
    },
  ];
}

function idsOf(needs: readonly PermissionNeed[]): PermissionSet {
  return PermissionSet.of(needs.flatMap(({ permission }) => find(permission)?.id ?? []));
}

function isIn(set: PermissionSet, permission: string): boolean {
  return set.has(find(permission)?.id ?? 0);
}
