import { retirementOf } from '../retirement.ts';
import { ofTokens, type Rule } from '../rule.ts';
import { tokenKey } from '../token-key.ts';
import { counted, isoDay, listed } from '../wording.ts';

const dayMs = 86_400_000;

/** A person with a machine's token. */
export const humanOnMachineToken: Rule = {
  id: 'human-on-machine-token',
  what: 'A token that a machine works with, and that somebody used by hand on a few days from where people of the organisation sit.',
  why: 'Nobody can tell who did what with it, and what he may do himself was not enough for him: the secret lies on his machine now.',
  severities: [
    { severity: 'high', when: 'its gap is wide (68 or more)' },
    { severity: 'medium', when: 'otherwise' },
  ],
  yieldsTo: [],
  find: ofTokens((gap, { acts }) => {
    const visits = acts.origins.get(tokenKey(gap.token.id, gap.token.principalId))?.visits ?? [];
    if (visits.length === 0) return undefined;
    const days = [...new Set(visits.flatMap((visit) => visit.days))].sort((a, b) => a - b);
    const isWide = (gap.score ?? 0) >= 68;
    return {
      severity: isWide ? 'high' : 'medium',
      reasons: [isWide ? `its gap is ${gap.score} of 100` : 'its gap is not wide'],
      title: `used by hand on ${counted(days.length, 'day')}: ${listed(
        visits.map(({ place, agent }) => `${agent} from ${place}`),
        3,
      )}`,
      evidence: {
        firstDay: isoDay((days[0] ?? 0) * dayMs),
        lastDay: isoDay((days.at(-1) ?? 0) * dayMs),
        visits: visits.map(({ place, agent, calls, days: own }) => ({
          place,
          agent,
          calls,
          days: own.length,
        })),
        samples: visits.map(({ sample }) => sample).slice(0, 5),
        principal: gap.token.principalId,
      },
      fix: {
        ...retirementOf(gap, ''),
        summary:
          'find out who that was and give him what he needs under his own name; then change the secret of the machine',
      },
      breaks: ['the machine, until it has the new secret'],
    };
  }),
};
