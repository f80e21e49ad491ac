import type { HeldDocument, PolicyHolder, PolicyProposal } from '../../../model/policy-proposal.ts';
import { decodeDocument } from '../policy/decode.ts';
import { documentText } from '../policy/propose/document-text.ts';

/** What of a holder’s documents a proposal replaces, by the way each is taken away. */
export interface HeldParts {
  /** Attached to the holder itself. */
  readonly managed: readonly HeldDocument[];
  readonly inline: readonly HeldDocument[];
  /** Names of groups of which everything is replaced. */
  readonly groups: readonly string[];
}

/** Sorts what a proposal replaces. What must stay anywhere stays, and so does a group that gives more. */
export function heldParts({ held }: PolicyHolder, { replaces, leaves }: PolicyProposal): HeldParts {
  const replaced = new Set(replaces);
  const left = new Set(leaves);
  const direct = held.filter(
    (one) => groupOf(one) === undefined && replaced.has(one.id) && !left.has(one.id),
  );
  const groups = new Set(held.flatMap((one) => groupOf(one) ?? []));
  return {
    managed: once(direct.filter(isManaged)),
    inline: once(direct.filter(({ kind }) => kind === 'inline')),
    groups: [...groups].sort().filter((group) => {
      return held.every((one) => groupOf(one) !== group || replaced.has(one.id));
    }),
  };
}

/** How many managed policies are attached to the holder itself. */
export function attachedCount({ held }: PolicyHolder): number {
  return once(held.filter((one) => isManaged(one) && groupOf(one) === undefined)).length;
}

/** How many characters its inline policies take. */
export function inlineSize({ held }: PolicyHolder): number {
  const inline = once(held.filter((one) => one.kind === 'inline' && groupOf(one) === undefined));
  return inline.reduce((sum, one) => sum + documentText(documentOf(one)).length, 0);
}

/** The document as an object; as it is stored where that is not possible. */
export function documentOf({ document }: HeldDocument): unknown {
  const decoded = decodeDocument(document);
  return decoded.kind === 'tree' ? decoded.tree : document;
}

function groupOf({ path }: HeldDocument): string | undefined {
  const [first = ''] = path;
  return path.length > 1 && first.startsWith('group/') ? first.slice('group/'.length) : undefined;
}

function isManaged({ kind }: HeldDocument): boolean {
  return kind === 'managed' || kind === 'provider-managed';
}

function once(documents: readonly HeldDocument[]): readonly HeldDocument[] {
  const byId = new Map(documents.map((document) => [document.id, document]));
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
