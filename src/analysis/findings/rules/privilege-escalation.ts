import type { Draft, Rule } from '../rule.ts';
import { counted, listed } from '../wording.ts';
import { culpritDraft, graverThanPaths } from './culprit-draft.ts';
import { culpritsOf, hasSecret } from './culprits.ts';
import type { Culprit } from './cut-fix.ts';

/** A way to more access than was given. */
export const privilegeEscalation: Rule = {
  id: 'privilege-escalation',
  what: 'A principal whose permissions together open a way to more access than was given to it, by a part that nothing was seen to use; principals of an account with the same ways are told once.',
  why: 'Whoever gets hold of it gets hold of the account, and nobody meant to give that.',
  severities: [
    { severity: 'high', when: 'it has a long-lived secret, and a way needs nothing but its own permissions' },
    {
      severity: 'medium',
      when: 'its sessions are short-lived, and a way needs nothing but its own permissions',
    },
    {
      severity: 'low',
      when: 'it has a long-lived secret, and each way needs something that must be there already',
    },
  ],
  yieldsTo: graverThanPaths,
  find: (facts) =>
    culpritsOf(
      facts,
      ({ escalation, states }) => escalation !== undefined && states.some((state) => state !== 'used'),
    ).flatMap((group) => draftOf(group) ?? []),
};

function draftOf(group: readonly Culprit[]): Draft | undefined {
  const paths = group[0]?.paths ?? [];
  const isSecret = hasSecret(group);
  const isStanding = paths.every(({ escalation }) => escalation === 'standing-role');
  if (isStanding && !isSecret) return undefined;
  const titles = [...new Set(paths.map(({ title }) => title))];
  const ways = counted(paths.length, 'way');
  return culpritDraft(group, {
    severity: isStanding ? 'low' : isSecret ? 'high' : 'medium',
    reasons: [
      isStanding
        ? 'each way needs something that must be there already'
        : 'a way needs nothing but its own permissions',
    ],
    ofOne: `${ways} to more access: it ${listed(titles, 2)}`,
    ofMany: `with the same ${ways} to more access: each ${listed(titles, 2)}`,
    evidence: { ways: paths.map(({ id, title, why }) => `${id}: ${title} ${why}`) },
  });
}
