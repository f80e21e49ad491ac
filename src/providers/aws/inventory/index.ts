export type { FileOutcome, InventoryFile } from './collect-facts.ts';
export type { InventoryKind } from './document.ts';
export { type InventoryRead, readInventory } from './read-inventory.ts';
export { recogniseInventory } from './recognise.ts';
export type { Remark } from './remarks.ts';
