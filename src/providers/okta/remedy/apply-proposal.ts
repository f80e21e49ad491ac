import type { PolicyHolder, PolicyProposal } from '../../../model/policy-proposal.ts';
import type { Remedy } from '../../provider.ts';
import { nativeKind } from '../policy/index.ts';
import { applyRoles } from './apply-roles.ts';
import { applyScopes } from './apply-scopes.ts';

type Application = ReturnType<NonNullable<Remedy['apply']>>;

/**
 * Gives the requests that put a proposal in the place of what is held, in order, and those that undo them. What is new is
 * given first, so that nothing is missing in between.
 */
export function applyProposal(proposal: PolicyProposal, holder: PolicyHolder): Application {
  return nativeKind(holder) === 'scopes' ? applyScopes(proposal, holder) : applyRoles(proposal, holder);
}
