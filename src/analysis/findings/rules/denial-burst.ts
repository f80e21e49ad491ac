import { ofTokens, type Rule } from '../rule.ts';
import { tokenKey } from '../token-key.ts';
import { counted, isoDay, listed } from '../wording.ts';

const dayMs = 86_400_000;

/** Far more refusals than ever before. */
export const denialBurst: Rule = {
  id: 'denial-burst',
  what: 'A token that was refused 20 times or more on a day, five times as much as on any day before.',
  why: 'Either somebody took away what a job needs, and it fails, or somebody tries doors.',
  severities: [
    { severity: 'high', when: 'it goes on to the last day with calls' },
    { severity: 'medium', when: 'it is over' },
  ],
  yieldsTo: ['suspicious-episode', 'logging-off', 'revoked-but-knocking'],
  find: ofTokens((gap, { acts }) => {
    const burst = acts.bursts.get(tokenKey(gap.token.id, gap.token.principalId));
    if (!burst) return undefined;
    const { days, refusals, calls, usualMax, permissions, samples, isGoingOn } = burst;
    const first = isoDay((days[0] ?? 0) * dayMs);
    return {
      severity: isGoingOn ? 'high' : 'medium',
      reasons: [isGoingOn ? 'it goes on' : `it was over after ${counted(days.length, 'day')}`],
      title: `refused ${counted(refusals, 'time')} from ${first} on, and never more than ${counted(usualMax, 'time')} a day before: ${listed(permissions, 3)}`,
      evidence: {
        firstDay: first,
        lastDay: isoDay((days.at(-1) ?? 0) * dayMs),
        refusals,
        calls,
        usualMax,
        permissions,
        samples,
        principal: gap.token.principalId,
      },
      fix: {
        summary: `see whether it lost what it needs: \`denials ${gap.token.id}\` tells needs from probing, with the smallest grant that mends a need`,
      },
      breaks: ['nothing: these calls fail already'],
    };
  }),
};
