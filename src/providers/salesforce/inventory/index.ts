export { documentsOf } from './documents-of.ts';
export { readInventory } from './read-inventory.ts';
export { recogniseInventory } from './recognise.ts';
