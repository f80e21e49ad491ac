import { readJsonPrefix } from '../../json-text.ts';
import { findItems } from './find-items.ts';
import type { ItemKind } from './item.ts';

/** Tells whether a file holds exported inventory, by its first text. */
export function recogniseInventory(head: string): ItemKind | undefined {
  for (const { kind } of findItems(readJsonPrefix(head))) if (kind !== undefined) return kind;
  return undefined;
}
