import { Notes } from '../../../shared/policy/proposal-notes.ts';
import type { Draft } from './draft.ts';
import type { HeldDeny, HeldPolicy } from './held.ts';
import { selectionKey } from './selection.ts';
import { order, unique } from './unique.ts';

/** What becomes of the documents a holder has. */
export interface Holdings {
  readonly replaced: readonly HeldPolicy[];
  readonly left: readonly HeldPolicy[];
}

/**
 * Tells which held documents the proposal can stand in for. What cannot be read in full stays, as it may deny; what
 * only denies stays, as it is nothing to make smaller. A group is left as a whole or not at all.
 */
export function sortHoldings(held: readonly HeldPolicy[], isOwnName: (name: string) => boolean): Holdings {
  const must = new Set(held.filter(({ isReadable, document }) => !isReadable || document.kind === 'root'));
  const may = new Set(held.filter((policy) => onlyDenies(policy) && !isOwnName(policy.document.name)));
  const isLeft = (policy: HeldPolicy) => {
    const group = groupOf(policy);
    const together = group === undefined ? [policy] : held.filter((other) => groupOf(other) === group);
    return together.some((other) => must.has(other)) || together.every((other) => may.has(other));
  };
  return { replaced: held.filter((policy) => !isLeft(policy)), left: held.filter(isLeft) };
}

/** The denying statements of replaced documents, to be written again. */
export function keptDenies(replaced: readonly HeldPolicy[]): readonly Draft[] {
  const byKey = new Map<string, HeldDeny>();
  for (const deny of replaced.flatMap(({ denies }) => denies)) {
    const key = denyKey(deny);
    const known = byKey.get(key);
    if (known === undefined || order(deny.sid ?? '~', known.sid ?? '~') < 0) byKey.set(key, deny);
  }
  return [...byKey]
    .sort(([a], [b]) => order(a, b))
    .map(([, { sid, actions, resources, condition }]) => ({
      effect: 'deny',
      reason: 'held',
      sid,
      permissions: actions.kind === 'only' ? unique(actions.patterns) : [],
      actions,
      resources,
      condition,
      adds: [],
    }));
}

/** Says what becomes of denies and of what cannot be read. */
export function holdingNotes({ replaced, left }: Holdings): ReturnType<Notes['toList']> {
  const notes = new Notes();
  for (const { document, isReadable, denies } of left) {
    if (!isReadable) {
      const rest = 'it stays, and goes on giving what it gives';
      notes.add('unreadable', `${document.name} cannot be read in full: ${rest}`);
    } else if (denies.length > 0) {
      notes.add('denies', `${document.name} stays as it is, with what it denies`);
    }
  }
  for (const { document, denies } of replaced) {
    if (denies.length > 0) notes.add('denies', `what ${document.name} denies is taken over`);
  }
  return notes.toList();
}

/** The group through which a document is held. */
export function groupOf({ document }: HeldPolicy): string | undefined {
  const [first = ''] = document.path;
  return document.path.length > 1 && first.startsWith('group/') ? first : undefined;
}

function onlyDenies({ allows, denies }: HeldPolicy): boolean {
  return allows.length === 0 && denies.length > 0;
}

function denyKey({ actions, resources, condition }: HeldDeny): string {
  return JSON.stringify([selectionKey(actions), selectionKey(resources), condition?.key ?? '']);
}
