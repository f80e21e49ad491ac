import type { ProposalLanguage } from '../../../../model/policy-proposal.ts';
import { compile } from './decider.ts';
import { diff } from './diff.ts';
import { render } from './render.ts';
import { write } from './write.ts';

/** Writes lists of scopes, and judges what was written. */
export const httpProposals: ProposalLanguage = { formats: ['json'], write, render, diff, compile };
