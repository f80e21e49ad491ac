import { reachOf } from '../reach.ts';
import { retirementOf } from '../retirement.ts';
import { ofTokens, type Rule } from '../rule.ts';
import { silenceEvidence } from './unused-token.ts';

/** The old one of a rotation, still good. */
export const rotatedNotRevoked: Rule = {
  id: 'rotated-not-revoked',
  what: 'A token whose work a newer one of the same principal took over, and that is still good.',
  why: 'A rotation protects only once the old secret is dead.',
  severities: [
    { severity: 'high', when: 'its gap is wide (68 or more)' },
    { severity: 'medium', when: 'otherwise' },
  ],
  yieldsTo: [],
  find: ofTokens((gap, facts) => {
    const dormancy = facts.dormancy.get(gap);
    if (dormancy?.verdict !== 'taken-over') return undefined;
    const { isWide, text } = reachOf(gap);
    return {
      severity: isWide ? 'high' : 'medium',
      reasons: [text],
      title: `replaced by ${dormancy.takenOverBy}, and still good after ${dormancy.idleDays} days without use`,
      evidence: { ...silenceEvidence(gap, dormancy, facts), takenOverBy: dormancy.takenOverBy },
      fix: retirementOf(gap, 'finish the rotation: switch it off, then delete it'),
      breaks: [`nothing that was seen: ${dormancy.takenOverBy} does what it did`],
    };
  }),
};
