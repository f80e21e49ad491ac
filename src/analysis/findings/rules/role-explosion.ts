import { groupBy } from '../../../model/group-by.ts';
import type { HolderFacts } from '../../toxic/holder-facts.ts';
import type { Rule } from '../rule.ts';
import { counted, isoTime, listed } from '../wording.ts';

const rolesMin = 20;
const bornMin = 8;
const lookBackDays = 90;
const doublingDaysMax = 365;
/** A young account is being set up. */
const accountDaysMin = 365;
/** So many alike are told by the rule about clones. */
const clonesMin = 3;

/** Roles that grow faster than anybody can look after. */
export const roleExplosion: Rule = {
  id: 'role-explosion',
  what: 'An account older than a year whose roles double within a year, at the pace of the last 90 days; clones are told by a rule of their own.',
  why: 'Nobody reviews what nobody can overlook, and each new role is made because no old one could be found.',
  severities: [
    { severity: 'medium', when: 'they double within half a year' },
    { severity: 'low', when: 'they double within a year' },
  ],
  yieldsTo: [],
  *find({ holders, span }) {
    const roles = holders.map(({ facts }) => facts).filter(({ kind }) => kind === 'role');
    for (const own of groupBy(roles, ({ provider, account }) => `${provider}\n${account}`).values()) {
      const [first] = own;
      const born = withoutClones(own.filter((facts) => ageDays(facts, span.to) < lookBackDays));
      const oldest = Math.max(...own.map((facts) => ageDays(facts, span.to)));
      const count =
        own.length - own.filter((facts) => ageDays(facts, span.to) < lookBackDays).length + born.length;
      if (!first || count < rolesMin || born.length < bornMin || oldest < accountDaysMin) continue;
      const doublingDays = Math.round((lookBackDays * Math.LN2) / Math.log(count / (count - born.length)));
      if (doublingDays > doublingDaysMax) continue;
      const idle = born.filter(({ tokens }) => tokens.every(({ calls }) => calls === 0));
      yield {
        severity: doublingDays * 2 <= doublingDaysMax ? 'medium' : 'low',
        reasons: [`they double in ${doublingDays} days`],
        provider: first.provider,
        account: first.account,
        subject: first.account,
        subjectKind: 'account',
        title: `${counted(born.length, 'role')} of ${count} were made in ${lookBackDays} days; at that pace they double in ${doublingDays}`,
        evidence: {
          roles: count,
          born: born.map(({ principalId }) => principalId),
          unusedOfThese: idle.map(({ principalId }) => principalId),
          doublingDays,
          until: isoTime(span.to / 1000),
        },
        fix: {
          summary: `see which of the new ones an old one would have served: ${listed(
            born.map(({ principalId }) => principalId),
            3,
          )}`,
          notes: [
            `\`roles plan --provider ${first.provider} --account ${first.account}\` mines fewer roles for what all of them use`,
          ],
        },
        breaks: [],
      };
    }
  },
};

function ageDays({ tokens }: HolderFacts, to: number): number {
  const births = tokens.flatMap(({ token }) => token.createdAt ?? []);
  return births.length === 0 ? Number.POSITIVE_INFINITY : (to / 1000 - Math.min(...births)) / 86_400;
}

function withoutClones(born: readonly HolderFacts[]): readonly HolderFacts[] {
  const alike = groupBy(born, ({ granted }) => granted.key());
  return born.filter(({ granted }) => (alike.get(granted.key())?.length ?? 0) < clonesMin);
}
