import type { Remedy } from '../../provider.ts';
import { nativeKind } from '../policy/propose/native-kind.ts';
import { applyToApp } from './apply-to-app.ts';
import { applyToDeployKeys } from './apply-to-deploy-keys.ts';
import { applyToPersonalToken, applyToScopes } from './apply-to-token.ts';
import { applyToWorkflows } from './apply-to-workflows.ts';

export type Application = ReturnType<NonNullable<Remedy['apply']>>;

/**
 * Gives the commands that put a proposal in the place of what is held, and those that undo it. What GitHub lets nobody
 * change from outside is told in words, with the address at which its owner can.
 */
export const applyProposal: NonNullable<Remedy['apply']> = (proposal, holder) => {
  switch (nativeKind(holder)) {
    case 'workflow':
      return applyToWorkflows(proposal, holder);
    case 'deploy-key':
      return applyToDeployKeys(proposal, holder);
    case 'app-permissions':
      return applyToApp(proposal, holder);
    case 'token-permissions':
      return applyToPersonalToken(proposal, holder);
    case 'scopes':
      return applyToScopes(proposal, holder);
    case 'none':
      return inWords('a user’s SSH keys do whatever their user may do: deploy keys or tokens do less');
  }
};

function inWords(note: string): Application {
  return { apply: [], rollback: [], notes: [note] };
}
