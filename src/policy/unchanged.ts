import type { PermissionSet } from '../model/permission-set.ts';
import type { HeldDocument, PolicyProposal, ProposedDocument } from '../model/policy-proposal.ts';
import type { Derivation, DerivationInput } from './derive/derive-permissions.ts';

/** Whether all that is held has to stay as it is, so that there is nothing to write. */
export function isUnchanged(
  { granted }: Pick<DerivationInput, 'granted'>,
  { derived, used, signs, wanted }: Derivation,
  asHeld: PermissionSet,
): boolean {
  if (granted === undefined || granted.isEmpty || !wanted.isEmpty) return false;
  return granted.isSubsetOf(derived) && used.union(signs.sibling).isSubsetOf(asHeld);
}

/** The proposal to leave everything as it is. */
export function unchangedProposal(
  held: readonly HeldDocument[],
  limits: Pick<PolicyProposal['size'], 'charactersMax' | 'documentsMax'>,
): PolicyProposal {
  const documents = held.flatMap((one): ProposedDocument[] => {
    const document = objectOf(one.document);
    return document ? [{ name: one.name, document, characters: one.document.length }] : [];
  });
  return {
    documents,
    statements: [],
    replaces: [],
    leaves: [...new Set(held.map(({ id }) => id))].sort(),
    unwritten: [],
    size: {
      ...limits,
      characters: documents.reduce((sum, { characters }) => sum + characters, 0),
      // It is stored and attached already.
      fits: true,
    },
    notes: [],
  };
}

function objectOf(text: string): ProposedDocument['document'] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is ProposedDocument['document'] {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
