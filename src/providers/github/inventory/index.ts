import { recogniseItems } from '../../shared/inventory/inventory-items.ts';
import { isCredentialTable } from './credential-table.ts';
import { githubItems, type ItemKind } from './item.ts';

export { isCredentialTable } from './credential-table.ts';
export { readInventory } from './read-inventory.ts';
export { readScopesAtUse } from './scopes-at-use.ts';

/** Tells whether a file holds exported inventory, by its first text. */
export function recogniseInventory(head: string): ItemKind | undefined {
  return isCredentialTable(head) ? 'enterprise-credentials' : recogniseItems(githubItems, head);
}
