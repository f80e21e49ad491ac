import { PermissionSet } from '../../../../model/permission-set.ts';
import type { Draft, SortedNeeds } from '../../../shared/policy/permission-needs.ts';
import { smallestBundles } from '../../../shared/policy/smallest-bundles.ts';
import { find, scopes } from '../../catalogue/index.ts';
import type { HeldSet } from './held-set.ts';
import { statementOf } from './statement.ts';

/** The smallest OAuth scopes of a service app. A scope may give more than is needed, and its statement says what. */
export function draftScopes({ needs, unwritten, notes }: SortedNeeds, held: HeldSet): Draft {
  const wanted = PermissionSet.of(needs.flatMap(({ permission }) => find(permission)?.id ?? []));
  const { chosen, missing } = smallestBundles(scopes(), wanted, held);
  const without = needs.filter(({ permission }) => missing.has(find(permission)?.id ?? 0));
  const wide = chosen
    .map((scope) => statementOf(scope, needs))
    .filter(({ sid, permissions }) => !permissions.includes(sid));
  return {
    document: { scopes: chosen.map(({ name }) => name) },
    statements: chosen.map((scope) => statementOf(scope, needs)),
    unwritten: [
      ...unwritten,
      ...without.map(({ permission }) => ({ permission, why: 'no OAuth scope gives it' })),
    ],
    notes: [
      ...notes,
      ...(wide.length === 0
        ? []
        : [
            {
              kind: 'everywhere' as const,
              permissions: [...new Set(wide.flatMap(({ permissions }) => permissions))].sort(),
              text: 'no narrower scope gives these; a custom admin role assigned to the app, of these permissions alone, limits the scopes to them',
            },
          ]),
    ],
  };
}
