import { addressOf, isMachineAddress, ownerOf } from '../person-names.ts';
import { retirementOf } from '../retirement.ts';
import { ofTokens, type Rule } from '../rule.ts';
import { isoTime } from '../wording.ts';

/** A token whose owner is gone. */
export const leaverToken: Rule = {
  id: 'leaver-token',
  what: 'A token that is still good, whose owner is no longer among the people: of a list of people that was given, his mail domain is there and he is not. An address whose name is a machine’s (`svc-…`) says nothing. Of an owner by a name alone, such as a login, the mail address with that name counts, where another token tells it.',
  why: 'He may still know the secret, and nobody answers for it any more.',
  severities: [
    { severity: 'high', when: 'it is a long-lived secret' },
    { severity: 'medium', when: 'it is a short-lived session' },
  ],
  yieldsTo: ['unused-token', 'never-used', 'unused-role', 'rotated-not-revoked'],
  find: ofTokens((gap, { people, fleet }) => {
    const { token } = gap;
    const named = ownerOf(gap);
    const owner = named.includes('@') ? named : (addressOf(named, people, fleet) ?? named);
    if (token.status !== 'active' || !isGone(owner, people)) return undefined;
    const isSecret = token.kind !== 'session';
    return {
      severity: isSecret ? 'high' : 'medium',
      reasons: [isSecret ? `it is a long-lived ${token.kind}` : 'its sessions are short-lived'],
      title: `its owner ${owner} is not among the people any more`,
      evidence: {
        owner,
        people: people.size,
        calls: gap.calls,
        lastUsed: isoTime(gap.lastSeen ?? token.lastUsedAt),
        principal: token.principalId,
      },
      fix: {
        ...retirementOf(gap, ''),
        summary:
          'find who took over from him and make that the owner; change the secret, and switch it off where nobody needs it',
      },
      breaks: gap.calls > gap.turnedAway ? ['everything that still calls with it'] : [],
    };
  }),
};

/** A list that knows nobody of a mail domain says nothing of anybody there. */
function isGone(owner: string, people: ReadonlySet<string>): boolean {
  const domain = owner.split('@')[1];
  if (domain === undefined || people.has(owner) || isMachineAddress(owner)) return false;
  return [...people].some((person) => person.endsWith(`@${domain}`));
}
