import type { ProposalLanguage } from '../../../../model/policy-proposal.ts';
import { compile } from './decider.ts';
import { diff } from './diff.ts';
import { render } from './render.ts';
import { write } from './write.ts';

/** Writes permission sets, classic scopes and workflow blocks, and judges what was written. */
export const githubProposals: ProposalLanguage = { formats: ['json'], write, render, diff, compile };
