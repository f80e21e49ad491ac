import { ofTokens, type Rule } from '../rule.ts';
import { counted, listed, windowOf } from '../wording.ts';

/** So many refused calls are no slip of somebody who typed an old key. */
const insistentMin = 24;
/** Of a token that no inventory lists: anybody can make up an id. */
const unlistedMin = 10;

/** Somebody goes on calling with a credential that is no longer good. */
export const revokedButKnocking: Rule = {
  id: 'revoked-but-knocking',
  what: 'A token that is switched off, deleted or expired, and with which somebody goes on calling.',
  why: 'A machine still holds the dead secret: a job has been failing unseen, and the secret lies where it should not.',
  severities: [
    { severity: 'medium', when: `${insistentMin} calls or more were turned away` },
    { severity: 'low', when: 'fewer were' },
  ],
  yieldsTo: [],
  find: ofTokens((gap, { dormancy, knocks, span }) => {
    const found = dormancy.get(gap);
    if (found?.verdict !== 'zombie' || gap.token.kind === 'session') return undefined;
    if (gap.token.status === 'unknown' && gap.turnedAway < unlistedMin) return undefined;
    const origins = knocks.get(gap);
    const places = origins?.places ?? [];
    const agents = origins?.agents ?? [];
    const calls = counted(gap.turnedAway, 'call');
    return {
      severity: gap.turnedAway >= insistentMin ? 'medium' : 'low',
      reasons: [`${calls} turned away`],
      title: `${found.why[0]}; ${calls} with it ${gap.turnedAway === 1 ? 'was' : 'were'} turned away`,
      evidence: {
        window: windowOf(span),
        calls: gap.calls,
        turnedAway: gap.turnedAway,
        places,
        agents,
        samples: origins?.samples ?? [],
        principal: gap.token.principalId,
      },
      fix: {
        summary: `find the program that still holds it, and take the secret out of it${places.length > 0 ? `: it calls from ${listed(places, 3)} with ${listed(agents, 2)}` : ''}`,
      },
      breaks: ['nothing: these calls fail already'],
    };
  }),
};
