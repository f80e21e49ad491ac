import type { PermissionNeed } from '../../../../model/policy-proposal.ts';
import { type Draft, strongest } from '../../../shared/policy/permission-needs.ts';
import { type Bundle, find, oktaCatalogue } from '../../catalogue/index.ts';

/** What one bundle is proposed for, and what it gives beyond that. */
export function statementOf(
  { name, full, partial }: Bundle,
  needs: readonly PermissionNeed[],
  resources: readonly string[] = ['*'],
): Draft['statements'][number] {
  const given = full.union(partial);
  const mine = needs.filter(({ permission }) => given.has(find(permission)?.id ?? 0));
  const wanted = new Set(mine.map(({ permission }) => permission));
  return {
    sid: name,
    reason: strongest(mine),
    permissions: [...wanted],
    actions: [name],
    resources,
    isEverywhere: resources.includes('*'),
    adds: oktaCatalogue
      .permissions()
      .filter(({ id, name: permission }) => given.has(id) && !wanted.has(permission))
      .map(({ name: permission }) => permission),
  };
}
