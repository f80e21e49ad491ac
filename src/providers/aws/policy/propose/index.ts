import type { ProposalLanguage } from '../../../../model/policy-proposal.ts';
import { compile } from './decider.ts';
import { diff } from './diff.ts';
import { render } from './render.ts';
import { write } from './write.ts';

/** Writes IAM policies, and judges what was written. */
export const awsProposals: ProposalLanguage = {
  formats: ['json', 'terraform', 'cloudformation'],
  write,
  render,
  diff,
  compile,
};
