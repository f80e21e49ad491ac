export { readInventory } from './read-inventory.ts';
export { recogniseInventory } from './recognise.ts';
export { readScopesAtUse } from './scopes-at-use.ts';
