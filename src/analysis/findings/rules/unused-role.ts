import { reachOf } from '../reach.ts';
import { retirementOf } from '../retirement.ts';
import { ofTokens, type Rule } from '../rule.ts';
import { silenceEvidence } from './unused-token.ts';

/** A role that nobody takes. */
export const unusedRole: Rule = {
  id: 'unused-role',
  what: 'A role without sessions: dormant, or never taken since it was made.',
  why: 'Whoever may take it, or may be handed it, has what it holds; nobody would notice.',
  severities: [
    { severity: 'medium', when: 'its gap is wide (68 or more)' },
    { severity: 'low', when: 'it may do something' },
    { severity: 'info', when: 'nothing is known to be granted to it' },
  ],
  yieldsTo: [],
  find: ofTokens((gap, facts) => {
    const dormancy = facts.dormancy.get(gap);
    if (gap.token.kind !== 'session' || gap.grants === undefined) return undefined;
    if (dormancy?.verdict !== 'dormant' && dormancy?.verdict !== 'never-used') return undefined;
    const { isWide, isNothing, text } = reachOf(gap);
    const last = dormancy.lastUsed?.slice(0, 10);
    return {
      severity: isWide ? 'medium' : isNothing ? 'info' : 'low',
      reasons: [text],
      title:
        last === undefined ? 'nobody ever took it' : `last taken on ${last}: ${dormancy.idleDays} days ago`,
      evidence: silenceEvidence(gap, dormancy, facts),
      fix: retirementOf(gap, 'deny it everything, wait a month, then delete it'),
      breaks:
        dormancy.alive === null
          ? []
          : [`chance that somebody still needs it: ${Math.round(dormancy.alive * 100)} %`],
    };
  }),
};
