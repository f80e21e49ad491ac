import { PermissionSet } from '../../../../model/permission-set.ts';
import type { PermissionNeed, PolicyHolder, ProposalNote } from '../../../../model/policy-proposal.ts';
import { type Draft, type SortedNeeds, strongest } from '../../../shared/policy/permission-needs.ts';
import { smallestBundles } from '../../../shared/policy/smallest-bundles.ts';
import { find, findScope, githubCatalogue, type Scope, scopes } from '../../catalogue/index.ts';
import { readDocument } from '../document.ts';
import { scopesIn } from '../document-parts.ts';
import { draftLevels } from './draft-levels.ts';
import type { HeldSet } from './held-set.ts';

/** The smallest classic scopes. A scope mostly gives far more than is needed, and every statement says what. */
export function draftScopes(
  { needs, unwritten, notes }: SortedNeeds,
  held: HeldSet,
  holder: PolicyHolder,
): Draft {
  const wanted = PermissionSet.of(needs.flatMap(({ permission }) => find(permission)?.id ?? []));
  const { chosen, missing: without } = smallestBundles(scopes(), wanted, {
    names: heldScopes(holder),
    ...held,
  });
  const missing = needs.filter(({ permission }) => without.has(find(permission)?.id ?? 0));
  return {
    document: { scopes: chosen.map(({ name }) => name) },
    statements: chosen.map((scope) => statementOf(scope, needs)),
    unwritten: [
      ...unwritten,
      ...missing.map(({ permission }) => ({ permission, why: 'no classic scope gives it' })),
    ],
    notes: [...notes, ...finerNotes(needs)],
  };
}

/** Scopes that are held, with all that is included in them. */
function heldScopes({ held }: PolicyHolder): ReadonlySet<string> {
  const names = held.flatMap(({ document }) =>
    readDocument(document)?.kind === 'scopes' ? (scopesIn(JSON.parse(document)) ?? []) : [],
  );
  return new Set(names.flatMap((name) => [...(findScope(name)?.covers ?? [])]));
}

function statementOf(
  { name, full, partial }: Scope,
  needs: readonly PermissionNeed[],
): Draft['statements'][number] {
  const given = full.union(partial);
  const mine = needs.filter(({ permission }) => given.has(find(permission)?.id ?? 0));
  const wanted = new Set(mine.map(({ permission }) => permission));
  return {
    sid: name,
    reason: strongest(mine),
    permissions: [...wanted],
    actions: [name],
    resources: ['*'],
    isEverywhere: true,
    adds: githubCatalogue
      .permissions()
      .filter(({ id, name: permission }) => given.has(id) && !wanted.has(permission))
      .map(({ name: permission }) => permission),
  };
}

/** Classic scopes cannot be limited to what is needed; a fine-grained token can. */
function finerNotes(needs: readonly PermissionNeed[]): ProposalNote[] {
  if (needs.length === 0) return [];
  const { levels } = draftLevels(needs, ['*']);
  const finer = [...levels].map(([key, level]) => `${key}: ${level}`).join(', ');
  return [
    {
      kind: 'everywhere',
      permissions: needs.map(({ permission }) => permission),
      text: `a classic scope holds for everything its user reaches; a fine-grained token would need no more than ${finer}`,
    },
  ];
}
