import type { PlacedItem, PlacedOf } from './item.ts';
import { lastPart } from './role-book.ts';

type Assignment = PlacedOf<'role-assignments'>;

/** Who holds admin roles, as far as the exports tell. */
export interface Assignments {
  readonly users: ReadonlyMap<string, readonly Assignment[]>;
  readonly groups: ReadonlyMap<string, readonly Assignment[]>;
  readonly clients: ReadonlyMap<string, readonly Assignment[]>;
  /** Users of whom a complete list says whether they hold a role; undefined where no such list was exported. */
  readonly assignees: ReadonlySet<string> | undefined;
}

/** Finds whom each assignment is to: by its link, or by the path of its file. Such of switched-off roles are none. */
export function assignmentsOf(items: readonly PlacedItem[]): Assignments {
  const found = {
    users: new Map<string, Assignment[]>(),
    groups: new Map<string, Assignment[]>(),
    clients: new Map<string, Assignment[]>(),
  };
  const assignees = new Set<string>();
  for (const item of items) {
    if (item.kind === 'assignees') assignees.add(item.body.id);
    if (item.kind !== 'role-assignments' || item.body.status === 'INACTIVE') continue;
    const holder = holderOf(item);
    if (holder === undefined) continue;
    const of = found[holder.kind];
    const known = (of.get(holder.id) ?? []).filter(({ body }) => body.id !== item.body.id);
    of.set(holder.id, [...known, item]);
  }
  const isListed = items.some(({ kind }) => kind === 'assignees');
  return { ...found, assignees: isListed ? assignees : undefined };
}

/** Members of groups, by group: their answer names the group in its address alone. */
export function membersOf(items: readonly PlacedItem[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { kind, body, path } of items) {
    const group = /(?:^|\/)groups\/([A-Za-z0-9]+)\/users/.exec(path)?.[1];
    if (kind === 'users' && group !== undefined)
      found.set(group, new Set([...(found.get(group) ?? []), body.id]));
  }
  return found;
}

function holderOf({
  body,
  path,
}: Assignment): { readonly kind: 'users' | 'groups' | 'clients'; readonly id: string } | undefined {
  const href = body._links?.assignee?.href;
  const [, kind, named] = /(?:^|\/)(users|groups|clients)\/([A-Za-z0-9_-]+)/.exec(href ?? path) ?? [];
  const id = href === undefined ? named : lastPart(href);
  if (id === undefined || (kind !== 'users' && kind !== 'groups' && kind !== 'clients')) return undefined;
  return { kind, id };
}
