import type { z } from 'zod';
import type { InventoryFile } from '../../provider.ts';
import { readJsonPrefix, readJsonText } from '../text/json-text.ts';
import type { Remarks } from './remarks.ts';

/** How the answers of one provider’s API are taken apart into items. */
export interface ItemReader<Item extends { readonly kind: string }> {
  /** Fields in which answers keep their items, as the API and those who record it write them. */
  readonly lists: readonly string[];
  /** The kind that an object means to be, by its fields; undefined for nothing of the provider’s. */
  readonly kindOf: (object: object) => Item['kind'] | undefined;
  /** What an item of each kind must hold. */
  readonly schema: z.ZodType<Item>;
}

/** An item, and where it was found. */
export type Placed<Item> = Item & { readonly path: string; readonly observedAt: number };

interface Found<Kind> {
  readonly kind: Kind | undefined;
  readonly body: object;
}

const depthMax = 4;

/** Reads the items of every file; what cannot be read is among the problems. */
export function readItems<Item extends { readonly kind: string }>(
  reader: ItemReader<Item>,
  files: readonly InventoryFile[],
  observedAtDefault: number,
  { problems, ignored }: Remarks,
): { readonly items: readonly Placed<Item>[]; readonly kinds: ReadonlyMap<string, ReadonlySet<string>> } {
  const items: Placed<Item>[] = [];
  const kinds = new Map<string, Set<string>>();
  for (const { path, text, observedAt = observedAtDefault } of files) {
    const found = new Set<string>();
    kinds.set(path, found);
    for (const part of readJsonText(text)) {
      if ('reason' in part) {
        problems.add(path, `${part.reason} at offset ${part.offset}`);
        continue;
      }
      for (const { kind, body } of findItems(reader, part.value)) {
        const item = kind === undefined ? undefined : reader.schema.safeParse({ kind, body }).data;
        if (item === undefined)
          problems.add(
            path,
            kind === undefined ? 'not an export that is known' : `an entry of ${kind} lacks what is needed`,
          );
        else {
          items.push({ ...item, path, observedAt });
          found.add(item.kind);
        }
      }
    }
    if (found.size === 0 && !problems.has(path)) ignored.add(path, 'nothing is listed in it');
  }
  return { items, kinds };
}

/** Tells whether a file holds exported inventory, by its first text. */
export function recogniseItems<Item extends { readonly kind: string }>(
  reader: ItemReader<Item>,
  head: string,
): Item['kind'] | undefined {
  for (const { kind } of findItems(reader, readJsonPrefix(head))) if (kind !== undefined) return kind;
  return undefined;
}

/** Gives every item in a parsed value: entries of lists, of pages of lists, and of answers that count their items. */
function* findItems<Item extends { readonly kind: string }>(
  reader: ItemReader<Item>,
  value: unknown,
  depth = 0,
): Generator<Found<Item['kind']>> {
  if (depth > depthMax || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const entry of value) yield* findItems(reader, entry, depth + 1);
    return;
  }
  const kind = reader.kindOf(value);
  const inner =
    kind === undefined ? reader.lists.map((name) => own(value, name)).find(Array.isArray) : undefined;
  if (inner !== undefined) yield* findItems(reader, inner, depth + 1);
  else yield { kind, body: value };
}

function own(object: object, name: string): unknown {
  return Object.getOwnPropertyDescriptor(object, name)?.value;
}
