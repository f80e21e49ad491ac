import type { Draft, Rule } from '../rule.ts';
import { listed } from '../wording.ts';
import { culpritDraft, graverThanPaths } from './culprit-draft.ts';
import { culpritsOf, hasSecret } from './culprits.ts';
import type { Culprit } from './cut-fix.ts';

/** Permissions that are harmless apart and dangerous in one hand, of which one half is idle. */
export const toxicCombination: Rule = {
  id: 'toxic-combination',
  what: 'A principal that holds permissions which are dangerous in one hand, such as reading secrets and sending outside, and of which one half was never used; principals of an account with the same combinations are told once.',
  why: 'The idle half is what turns a nuisance into a disaster, and taking it away costs nothing that was seen.',
  severities: [
    { severity: 'medium', when: 'it has a long-lived secret' },
    { severity: 'low', when: 'its sessions are short-lived' },
  ],
  yieldsTo: ['privilege-escalation', ...graverThanPaths],
  find: (facts) =>
    culpritsOf(
      facts,
      ({ escalation, states }) =>
        escalation === undefined && states.includes('unused') && states.includes('used'),
    ).map(draftOf),
};

function draftOf(group: readonly Culprit[]): Draft {
  const paths = group[0]?.paths ?? [];
  const titles = listed(
    paths.map(({ title }) => title),
    2,
  );
  return culpritDraft(group, {
    severity: hasSecret(group) ? 'medium' : 'low',
    reasons: [],
    ofOne: `may do both, and never did one of them: ${titles}`,
    ofMany: `may each do both, and never did one of them: ${titles}`,
    evidence: { combinations: paths.map(({ id, title, why }) => `${id}: ${title}; ${why}`) },
  });
}
