import type { Remedy } from '../../provider.ts';
import { applyProposal } from './apply-proposal.ts';
import { retire } from './retire.ts';

/** Commands of the GitHub CLI that act on tokens and what they may do. */
export const remedy: Remedy = { retire, apply: applyProposal };
