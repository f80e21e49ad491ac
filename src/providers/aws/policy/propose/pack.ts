import type { Selection } from '../parse-statement.ts';
import { documentText } from './document-text.ts';
import type { Draft } from './draft.ts';
import { limits } from './limits.ts';
import { type NamedDraft, nativeDocument, nativeStatement } from './native-statement.ts';
import { withSids } from './sids.ts';

/** Spreads statements over as few documents as their order allows; each goes into the first that has room. */
export function pack(drafts: readonly Draft[]): readonly (readonly NamedDraft[])[] {
  const documents: { room: number; readonly statements: NamedDraft[] }[] = [];
  for (const draft of withSids(drafts.flatMap(split))) {
    const size = sizeOf(draft) + 1;
    let place = documents.find(({ room }) => room >= size);
    if (place === undefined) {
      place = { room: roomMax, statements: [] };
      documents.push(place);
    }
    place.room -= size;
    place.statements.push(draft);
  }
  return documents.map(({ statements }) => statements);
}

/** One character more, as the last statement has no comma. */
const roomMax = limits.charactersMax - documentText(nativeDocument([])).length + 1;
/** Names are given once all statements are split. */
const sidRoom = 'x'.repeat(64);

function sizeOf(draft: NamedDraft): number {
  return documentText(nativeStatement(draft)).length;
}

/** Halves a statement that fits into no document, by whichever of its lists is longer. */
function split(draft: Draft): readonly Draft[] {
  if (sizeOf({ ...draft, sid: draft.sid ?? sidRoom }) < roomMax) return [draft];
  const actions = halves(draft.actions);
  const resources = halves(draft.resources);
  const byActions = actions.map((half) => ({ ...draft, actions: half, permissions: within(draft, half) }));
  const byResources = resources.map((half) => ({ ...draft, resources: half }));
  const isByActions =
    weight(draft.actions) > weight(draft.resources) ? actions.length > 0 : resources.length === 0;
  const parts = isByActions ? byActions : byResources;
  return parts.length === 0 ? [draft] : parts.flatMap(split);
}

function within({ permissions, effect }: Draft, { patterns }: Selection): readonly string[] {
  const named = new Set(patterns);
  return effect === 'deny' ? permissions : permissions.filter((name) => named.has(name));
}

/** None for what cannot be halved: exceptions hold together only. */
function halves({ kind, patterns }: Selection): readonly Selection[] {
  if (kind === 'except' || patterns.length < 2) return [];
  const middle = Math.ceil(patterns.length / 2);
  return [patterns.slice(0, middle), patterns.slice(middle)].map((half) => ({ kind, patterns: half }));
}

function weight({ patterns }: Selection): number {
  return patterns.join().length;
}
