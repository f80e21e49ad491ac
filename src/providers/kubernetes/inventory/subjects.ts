import { accountId, type Identity, identityOf, subjectId } from '../rbac/subject.ts';
import type { Collected, Found } from './collect.ts';

/** Every identity that the exports name: service accounts, and whoever a binding is for. */
export function identitiesOf({ accounts, bindings }: Collected): readonly Identity[] {
  const ids = new Set(
    accounts.map(({ body: { metadata } }) => accountId(metadata.namespace ?? 'default', metadata.name)),
  );
  for (const binding of bindings)
    for (const { isGroup, id } of subjectsOf(binding)) if (!isGroup) ids.add(id);
  return [...ids].sort().map(identityOf);
}

/** Whom a binding is for, by the ids of calls, and groups by their names. */
export function subjectsOf({
  body: { subjects, metadata },
}: Found<'RoleBinding'>): readonly { readonly isGroup: boolean; readonly id: string }[] {
  return (subjects ?? []).map((subject) => ({
    isGroup: subject.kind === 'Group',
    id: subjectId(subject, metadata.namespace),
  }));
}
