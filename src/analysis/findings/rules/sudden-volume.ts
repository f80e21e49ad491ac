import { ofTokens, type Rule } from '../rule.ts';
import { tokenKey } from '../token-key.ts';
import { counted, isoDay, listed } from '../wording.ts';

/** Far more calls than ever before. */
export const suddenVolume: Rule = {
  id: 'sudden-volume',
  what: 'A token with a day of 500 calls or more, five times as many as on any day before in five weeks or more, and not the beginning of a new rhythm.',
  why: 'Somebody takes everything at once, or a program runs in circles.',
  severities: [
    { severity: 'high', when: 'it is a long-lived secret' },
    { severity: 'medium', when: 'it is a short-lived session' },
  ],
  yieldsTo: [
    'suspicious-episode',
    'unexpected-place',
    'human-on-machine-token',
    'denial-burst',
    'revoked-but-knocking',
    'token-flood',
  ],
  find: ofTokens((gap, { acts }) => {
    const surge = acts.surges.get(tokenKey(gap.token.id, gap.token.principalId));
    if (!surge) return undefined;
    const isSecret = gap.token.kind !== 'session';
    const day = isoDay(surge.day * 86_400_000);
    return {
      severity: isSecret ? 'high' : 'medium',
      reasons: [isSecret ? `it is a long-lived ${gap.token.kind}` : 'its sessions are short-lived'],
      title: `${counted(surge.calls, 'call')} on ${day}, and never more than ${surge.usualMax.toLocaleString('en-US')} before: ${listed(surge.permissions, 3)}`,
      evidence: {
        day,
        calls: surge.calls,
        usualMax: surge.usualMax,
        permissions: surge.permissions,
        samples: [surge.sample],
        principal: gap.token.principalId,
      },
      fix: {
        summary:
          'ask its owner what ran that day; where nobody knows, see what was read and change the secret',
      },
      breaks: ['nothing: to look breaks nothing'],
    };
  }),
};
