import { recogniseItems } from '../../shared/inventory/inventory-items.ts';
import { type ItemKind, oktaItems } from './item.ts';

export { readInventory } from './read-inventory.ts';
export { readScopesAtUse } from './scopes-at-use.ts';

/** Tells whether a file holds exported inventory, by its first text. */
export function recogniseInventory(head: string): ItemKind | undefined {
  return recogniseItems(oktaItems, head);
}
