import type { ProposalNote } from '../../../model/policy-proposal.ts';

/** Gathers what a reader must know; the permissions of equal notes come together. */
export class Notes {
  readonly #notes = new Map<
    string,
    { readonly kind: ProposalNote['kind']; readonly text: string; readonly permissions: Set<string> }
  >();

  add(kind: ProposalNote['kind'], text: string, permission?: string): void {
    const key = `${kind}\n${text}`;
    const note = this.#notes.get(key) ?? { kind, text, permissions: new Set() };
    if (permission !== undefined) note.permissions.add(permission);
    this.#notes.set(key, note);
  }

  toList(): readonly ProposalNote[] {
    return [...this.#notes.values()]
      .map(({ kind, text, permissions }) => ({ kind, permissions: [...permissions].sort(order), text }))
      .sort(inOrder);
  }
}

/** Compares notes by what they are about. */
export function inOrder(a: ProposalNote, b: ProposalNote): number {
  return order(a.kind, b.kind) || order(a.text, b.text);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
