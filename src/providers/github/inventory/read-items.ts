import { readJsonText } from '../../json-text.ts';
import type { InventoryFile } from '../../provider.ts';
import type { Remarks } from '../../remarks.ts';
import { findItems } from './find-items.ts';
import { type Item, itemKinds } from './item.ts';

/** An item, and where it was found. */
export type PlacedItem = Item & { readonly path: string; readonly observedAt: number };

/** Reads the items of every file; what cannot be read is among the problems. */
export function readItems(
  files: readonly InventoryFile[],
  observedAtDefault: number,
  { problems, ignored }: Remarks,
): { readonly items: readonly PlacedItem[]; readonly kinds: ReadonlyMap<string, ReadonlySet<string>> } {
  const items: PlacedItem[] = [];
  const kinds = new Map<string, Set<string>>();
  for (const { path, text, observedAt = observedAtDefault } of files) {
    const found = new Set<string>();
    kinds.set(path, found);
    for (const part of readJsonText(text)) {
      if ('reason' in part) {
        problems.add(path, `${part.reason} at offset ${part.offset}`);
        continue;
      }
      for (const { kind, body } of findItems(part.value)) {
        const item = kind === undefined ? undefined : itemOf(kind, body);
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

function itemOf(kind: Item['kind'], body: object): Item | undefined {
  switch (kind) {
    case 'personal-access-tokens':
      return made(kind, itemKinds[kind].safeParse(body).data);
    case 'installations':
      return made(kind, itemKinds[kind].safeParse(body).data);
    case 'credential-authorizations':
      return made(kind, itemKinds[kind].safeParse(body).data);
    case 'deploy-keys':
      return made(kind, itemKinds[kind].safeParse(body).data);
    case 'workflow-permissions':
      return made(kind, itemKinds[kind].safeParse(body).data);
    case 'organization':
      return made(kind, itemKinds[kind].safeParse(body).data);
    case 'repositories':
      return made(kind, itemKinds[kind].safeParse(body).data);
    case 'members':
      return made(kind, itemKinds[kind].safeParse(body).data);
  }
}

function made<Kind extends string, Body>(
  kind: Kind,
  body: Body | undefined,
): { kind: Kind; body: Body } | undefined {
  return body === undefined ? undefined : { kind, body };
}
