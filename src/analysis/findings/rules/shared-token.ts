import { ofTokens, type Rule } from '../rule.ts';
import { tokenKey } from '../token-key.ts';
import { counted, isoDay, listed } from '../wording.ts';

const dayMs = 86_400_000;

/** One token for several jobs. */
export const sharedToken: Rule = {
  id: 'shared-token',
  what: 'A token that several workloads use side by side, from different places, with different programs, for different things.',
  why: 'It may do what all of them need together, and whoever takes it away from one breaks the others.',
  severities: [{ severity: 'medium', when: 'always' }],
  yieldsTo: ['rotated-not-revoked'],
  find: ofTokens((gap, { acts }) => {
    const { id, principalId } = gap.token;
    const workloads = acts.origins.get(tokenKey(id, principalId))?.workloads ?? [];
    if (workloads.length === 0) return undefined;
    return {
      severity: 'medium',
      reasons: [`${counted(workloads.length, 'workload')} have little in common`],
      title: `${counted(workloads.length, 'workload')} share it: ${listed(
        workloads.map(({ place, agent }) => `${agent} from ${place}`),
        3,
      )}`,
      evidence: {
        workloads: workloads.map(({ place, agent, calls, days, used, sample }) => ({
          place,
          agent,
          calls,
          permissions: used.size,
          firstDay: isoDay((days[0] ?? 0) * dayMs),
          lastDay: isoDay((days.at(-1) ?? 0) * dayMs),
          sample,
        })),
        principal: principalId,
      },
      fix: {
        summary:
          'give each of them a token of its own, and take this one away when nothing calls with it any more',
        notes: [`\`policy ${id}\` writes what all of them need together; each needs a part of it`],
      },
      breaks: ['every workload that has no token of its own yet'],
    };
  }),
};
