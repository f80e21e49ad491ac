import type { Remedy } from '../../provider.ts';
import { applyProposal } from './apply-proposal.ts';
import { retire } from './retire.ts';
import { withhold } from './withhold.ts';

/** AWS CLI commands that act on tokens and their permissions. */
export const remedy: Remedy = { retire, withhold, apply: applyProposal };
