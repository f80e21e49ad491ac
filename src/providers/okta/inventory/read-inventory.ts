import type { InventoryRead, InventoryRemark } from '../../../model/inventory.ts';
import type { InventoryFile } from '../../provider.ts';
import { Records } from '../../shared/inventory/held-records.ts';
import { readItems } from '../../shared/inventory/inventory-items.ts';
import { RemarkList } from '../../shared/inventory/remarks.ts';
import { ofSeveralSystems } from '../../shared/inventory/several-systems.ts';
import { addAdmins } from './admins.ts';
import { addApiTokens } from './api-tokens.ts';
import { addApps } from './apps.ts';
import { assignmentsOf, membersOf } from './assignments.ts';
import { oktaItems } from './item.ts';
import { organisationsOf } from './organisations.ts';
import { peopleOf } from './people.ts';
import { RoleBook } from './role-book.ts';

/** What was read of one organisation. Lists are sorted by id. */
export interface OktaInventoryRead extends InventoryRead {
  /** Choices that the reader of the result should know of. */
  readonly notes: readonly InventoryRemark[];
}

/**
 * Reads exported inventories of an Okta organisation: any number of answers of its API, in any order, with any names.
 * Never throws for what is in a file: what cannot be read is among the problems, and the rest is read.
 */
export function readInventory(files: readonly InventoryFile[], observedAtDefault: number): OktaInventoryRead {
  const remarks = { problems: new RemarkList(), ignored: new RemarkList(), notes: new RemarkList() };
  const { items, kinds } = readItems(oktaItems, files, observedAtDefault, remarks);
  const people = peopleOf(items);
  const assignments = assignmentsOf(items);
  const book = new RoleBook(items);
  const records = new Records();
  addApiTokens(items, people, records);
  addAdmins(items, { people, assignments, members: membersOf(items), book }, records, remarks);
  addApps(items, assignments, book, records, remarks);
  const organisations = organisationsOf(items);
  if (organisations.size > 1)
    for (const [host, path] of organisations)
      remarks.problems.add(path, `of ${host}, beside another organisation: give each a store of its own`);
  return {
    files: files.map(({ path }) => ({ path, kinds: [...(kinds.get(path) ?? [])] })),
    ...(organisations.size > 1 ? ofSeveralSystems(records.lists) : records.lists),
    lastAccessed: [],
    recordings: [],
    problems: remarks.problems.toList(),
    ignored: remarks.ignored.toList(),
    notes: remarks.notes.toList(),
  };
}
