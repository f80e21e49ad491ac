import { reachOf } from '../reach.ts';
import { retirementOf } from '../retirement.ts';
import { ofTokens, type Rule } from '../rule.ts';
import { silenceEvidence } from './unused-token.ts';

/** A good credential that nobody ever used. */
export const neverUsed: Rule = {
  id: 'never-used',
  what: 'A token that is still good, older than 60 days, and was never used: the provider says so, or a log of its whole life.',
  why: 'It was made for a plan that came to nothing; whoever finds it has it to himself.',
  severities: [
    { severity: 'high', when: 'its gap is wide (68 or more)' },
    { severity: 'medium', when: 'it may do something' },
    { severity: 'low', when: 'nothing is known to be granted to it' },
  ],
  yieldsTo: [],
  find: ofTokens((gap, facts) => {
    const dormancy = facts.dormancy.get(gap);
    if (dormancy?.verdict !== 'never-used' || gap.token.kind === 'session') return undefined;
    const { isWide, isNothing, text } = reachOf(gap);
    return {
      severity: isWide ? 'high' : isNothing ? 'low' : 'medium',
      reasons: [text],
      title: `good for ${dormancy.idleDays} days or more, and never used`,
      evidence: silenceEvidence(gap, dormancy, facts),
      fix: retirementOf(gap, 'switch it off, and delete it when nobody asks for it'),
      breaks: ['nothing that ran so far'],
    };
  }),
};
