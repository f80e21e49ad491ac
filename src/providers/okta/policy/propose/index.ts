import type { ProposalLanguage } from '../../../../model/policy-proposal.ts';
import { compile } from './decider.ts';
import { diff } from './diff.ts';
import { render } from './render.ts';
import { write } from './write.ts';

/** The smallest scopes of an app, and the smallest admin roles of a user. */
export const oktaProposals: ProposalLanguage = { formats: ['json'], write, render, diff, compile };

export { nativeKind } from './write.ts';
