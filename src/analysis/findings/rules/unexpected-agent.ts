import type { NewAgent } from '../acts/new-agent.ts';
import { ofTokens, type Rule } from '../rule.ts';
import { tokenKey } from '../token-key.ts';
import { counted, isoDay, listed } from '../wording.ts';

/** A program that a token was never used with. */
export const unexpectedAgent: Rule = {
  id: 'unexpected-agent',
  what: 'A machine’s token used for some days with a program that it was never used with, after 20 days or more with one or two others; another version is the same program.',
  why: 'Who takes a secret from the machine that it lies on uses it from there, with what he has at hand.',
  severities: [{ severity: 'medium', when: 'always' }],
  yieldsTo: [
    'suspicious-episode',
    'unexpected-place',
    'human-on-machine-token',
    'shared-token',
    'denial-burst',
    'new-power',
  ],
  find: ofTokens((gap, { acts }) => {
    const found: NewAgent | undefined = acts.agents.get(tokenKey(gap.token.id, gap.token.principalId));
    if (!found) return undefined;
    const { agent, places, days, calls, usual, sample } = found;
    const first = isoDay((days[0] ?? 0) * 86_400_000);
    return {
      severity: 'medium',
      reasons: [`it was only used with ${listed(usual, 2)} before`],
      title: `used with ${agent} from ${first} on, on ${counted(days.length, 'day')}, and only with ${listed(usual, 2)} before`,
      evidence: {
        agent,
        places,
        firstDay: first,
        lastDay: isoDay((days.at(-1) ?? 0) * 86_400_000),
        calls,
        usual,
        samples: [sample],
        principal: gap.token.principalId,
      },
      fix: {
        summary:
          'ask its owner whether that was a deployment or a person; where nobody knows, change the secret',
      },
      breaks: ['the machine, until it has the new secret'],
    };
  }),
};
