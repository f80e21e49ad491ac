import type { ProposalLanguage } from '../../../../model/policy-proposal.ts';
import { compile } from './decider.ts';
import { diff } from './diff.ts';
import { render } from './render.ts';
import { write } from './write.ts';

/** The smallest permission set of a user. */
export const salesforceProposals: ProposalLanguage = {
  formats: ['xml', 'json'],
  write,
  render,
  diff,
  compile,
};
