import type { ProposalLanguage } from '../../../../model/policy-proposal.ts';
import { compile } from './decider.ts';
import { diff } from './diff.ts';
import { inPlace } from './held.ts';
import { render } from './render.ts';
import { write } from './write.ts';

/** Writes roles and bindings of RBAC, and judges what was written. */
export const kubernetesProposals: ProposalLanguage = {
  formats: ['yaml', 'json'],
  write,
  render,
  diff,
  inPlace,
  compile,
};
