import type { PolicyHolder, PolicyProposal } from '../../../model/policy-proposal.ts';
import type { Remedy } from '../../provider.ts';
import { readScopes } from '../policy/document.ts';

/** Says in words what to change: each API and authorisation server keeps scopes in its own way. */
export const apply: NonNullable<Remedy['apply']> = (proposal, holder) => {
  const scopes = scopesIn(proposal.documents.map(({ document }) => document));
  const before = heldScopes(holder, proposal);
  return {
    apply: [],
    rollback: [],
    notes: [
      scopes === ''
        ? `take all scopes from ${holder.principalId}`
        : `set the scopes of ${holder.principalId} to: ${scopes}`,
      ...(before === '' ? [] : [`to go back, set them to what they are now: ${before}`]),
      'tokens that were given out already keep their scopes until they expire',
    ],
  };
};

function heldScopes({ held }: PolicyHolder, { replaces }: PolicyProposal): string {
  return scopesIn(held.filter(({ id }) => replaces.includes(id)).map(({ document }) => document));
}

function scopesIn(documents: readonly unknown[]): string {
  return [...new Set(documents.flatMap((document) => readScopes(document) ?? []))].sort().join(' ');
}
