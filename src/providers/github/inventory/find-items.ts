import { type ItemKind, kindOf } from './item.ts';

/** One item of an answer, or an object that is none. */
export interface Found {
  readonly kind: ItemKind | undefined;
  readonly body: object;
}

/** Fields in which answers keep their items, as the API and those who record it write them. */
const lists = ['installations', 'repositories', 'items', 'data', 'value'] as const;
const depthMax = 4;

/** Gives every item in a parsed value: entries of lists, of pages of lists, and of answers that count their items. */
export function* findItems(value: unknown, depth = 0): Generator<Found> {
  if (depth > depthMax || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const entry of value) yield* findItems(entry, depth + 1);
    return;
  }
  const kind = kindOf(value);
  const inner = kind === undefined ? lists.map((name) => own(value, name)).find(Array.isArray) : undefined;
  if (inner !== undefined) yield* findItems(inner, depth + 1);
  else yield { kind, body: value };
}

function own(object: object, name: string): unknown {
  return Object.getOwnPropertyDescriptor(object, name)?.value;
}
