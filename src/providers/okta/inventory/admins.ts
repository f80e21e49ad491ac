import type { Records } from '../../shared/inventory/held-records.ts';
import type { Remarks } from '../../shared/inventory/remarks.ts';
import { toEpoch } from '../../shared/text/epoch.ts';
import type { Assignments } from './assignments.ts';
import type { PlacedItem, PlacedOf } from './item.ts';
import { account, addUser, type People } from './people.ts';
import type { RoleBook } from './role-book.ts';

/** The admin roles of users, their own and those of their groups. An API token has them all. */
export function addAdmins(
  items: readonly PlacedItem[],
  {
    people,
    assignments,
    members,
    book,
  }: {
    readonly people: People;
    readonly assignments: Assignments;
    readonly members: ReadonlyMap<string, ReadonlySet<string>>;
    readonly book: RoleBook;
  },
  records: Records,
  { notes }: Remarks,
): void {
  const names = new Map(
    items.flatMap((item) => (item.kind === 'groups' ? [[item.body.id, item.body.profile.name]] : [])),
  );
  const hidden = [...assignments.groups.keys()].filter((id) => !members.has(id)).sort();
  const more =
    hidden.length === 0
      ? undefined
      : `who is in ${hidden.map((id) => names.get(id) ?? id).join(', ')}, and so holds its roles, is not listed`;
  for (const id of hidden)
    for (const { path } of assignments.groups.get(id) ?? [])
      notes.add(path, `the members of the group ${names.get(id) ?? id} are not among the exports`);

  for (const [userId, held] of assignments.users) for (const each of held) addRole(userId, each, []);
  for (const [groupId, held] of assignments.groups)
    for (const userId of members.get(groupId) ?? [])
      for (const each of held) addRole(userId, each, [`group/${names.get(groupId) ?? groupId}`]);
  if (assignments.assignees !== undefined)
    for (const { kind, body, observedAt, path } of items)
      if (kind === 'api-tokens' && !assignments.assignees.has(body.userId))
        addNone(body.userId, observedAt, path);

  function addRole(userId: string, each: PlacedOf<'role-assignments'>, way: readonly string[]): void {
    const { granted, resources, ...role } = book.held(each);
    const unknown = role.more ?? more;
    records.addHolding({
      principalId: addUser(userId, each.observedAt, people, records),
      account,
      observedAt: each.observedAt,
      role: { id: role.id, kind: role.kind, name: role.name, document: role.document },
      granted,
      resources,
      path: [...way, `role/${role.name}`],
      // By a group, the user may have come to it later.
      since: way.length === 0 ? toEpoch(each.body.created ?? undefined) : undefined,
      ...(unknown !== undefined && { more: unknown }),
    });
  }

  function addNone(userId: string, observedAt: number, path: string): void {
    records.addHolding({
      principalId: addUser(userId, observedAt, people, records),
      account,
      observedAt,
      role: { id: 'no-role', kind: 'standard-role', name: 'no admin role', document: { roles: [] } },
      granted: book.nothing,
      resources: ['*'],
      path: ['no admin role'],
      ...(more !== undefined && { more }),
    });
    notes.add(path, `the user ${userId} has an API token and no admin role`);
  }
}
