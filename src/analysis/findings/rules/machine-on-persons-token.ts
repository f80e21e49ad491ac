import { capableOf } from '../../toxic/capability-facts.ts';
import { ofTokens, type Rule } from '../rule.ts';
import { tokenKey } from '../token-key.ts';
import { counted, isoDay, listed } from '../wording.ts';

const dayMs = 86_400_000;

/** A machine with a person's token. */
export const machineOnPersonsToken: Rule = {
  id: 'machine-on-persons-token',
  what: 'A token of a person (one of the people, by name, or a principal that is used by hand on ten days or more), with which a program works on 14 days or more, weekends among them, from a cloud or a network in which nobody sits.',
  why: 'The job may do all that the person may, its calls count as his, and it stops when he leaves.',
  severities: [
    { severity: 'medium', when: 'its gap is wide (68 or more)' },
    { severity: 'low', when: 'otherwise' },
  ],
  yieldsTo: [
    'suspicious-episode',
    'human-on-machine-token',
    'leaver-token',
    'unused-token',
    'rotated-not-revoked',
  ],
  find: ofTokens((gap, { acts }) => {
    const { id, principalId } = gap.token;
    // Who mints sessions for people with it is no person, however often these are used by hand.
    const minting = capableOf(gap.token.provider, 'mints-tokens');
    const jobs = (acts.origins.get(tokenKey(id, principalId))?.jobs ?? []).filter(
      ({ used }) => !used.isSubsetOf(minting),
    );
    if (jobs.length === 0 || gap.token.status !== 'active') return undefined;
    const isWide = (gap.score ?? 0) >= 68;
    const days = [...new Set(jobs.flatMap((job) => job.days))].sort((a, b) => a - b);
    return {
      severity: isWide ? 'medium' : 'low',
      reasons: [isWide ? `its gap is ${gap.score} of 100` : 'its gap is not wide'],
      title: `a machine works with a person’s token, on ${counted(days.length, 'day')}: ${listed(
        jobs.map(({ place, agent }) => `${agent} from ${place}`),
        3,
      )}`,
      evidence: {
        firstDay: isoDay((days[0] ?? 0) * dayMs),
        lastDay: isoDay((days.at(-1) ?? 0) * dayMs),
        jobs: jobs.map(({ place, agent, calls, days: own, used }) => ({
          place,
          agent,
          calls,
          days: own.length,
          permissions: used.size,
        })),
        samples: jobs.map(({ sample }) => sample).slice(0, 5),
        principal: principalId,
      },
      fix: {
        summary: 'give the job an identity of its own with what it uses, and take this token away',
        notes: [`\`policy ${id}\` writes what it uses`],
      },
      breaks: ['the job, until it has a token of its own'],
    };
  }),
};
