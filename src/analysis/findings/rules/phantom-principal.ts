import type { AccessChange } from '../acts/access-changes.ts';
import { isAsCode } from '../acts/agent-kinds.ts';
import type { FleetFacts, Rule } from '../rule.ts';
import { listed } from '../wording.ts';

/** Who made principals on so many days makes them as his work. */
const makerDaysMin = 3;

/** A principal with power that nobody made who usually does. */
export const phantomPrincipal: Rule = {
  id: 'phantom-principal',
  what: 'A principal that was made in the window with full access or a way to it, neither as code nor by somebody who administers or who makes principals on several days.',
  why: 'It is the back door that an intruder leaves himself.',
  severities: [
    { severity: 'critical', when: 'it may do nearly everything' },
    { severity: 'high', when: 'it has a way to more access' },
  ],
  yieldsTo: [],
  *find(facts) {
    const byPrincipal = new Map(facts.holders.map((judged) => [judged.facts.principalId, judged]));
    for (const born of facts.acts.born) {
      const judged = byPrincipal.get(born.subjectId);
      if (!judged || isUsual(born, facts)) continue;
      const ways = judged.paths.filter(({ isLimited, escalation }) => !isLimited && escalation !== undefined);
      const { isUnlimited, tokens } = judged.facts;
      if (!isUnlimited && ways.length === 0) continue;
      const at = new Date(born.at * 1000).toISOString();
      yield {
        severity: isUnlimited ? 'critical' : 'high',
        reasons: [isUnlimited ? 'it may do nearly everything' : `it has ${ways.length} ways to more access`],
        provider: born.provider,
        account: judged.facts.account,
        subject: born.subjectId,
        subjectKind: 'principal',
        title: `made on ${at.slice(0, 10)} by ${born.maker}, who makes none otherwise${born.agent === '' ? '' : `, with ${born.agent}`}`,
        evidence: {
          madeAt: at,
          maker: born.maker,
          madeWith: born.makerToken,
          agent: born.agent,
          tokens: tokens.map(({ token }) => token.id),
          ways: ways.map(({ id, title }) => `${id}: ${title}`),
          samples: [born.sample],
        },
        fix: {
          summary: `ask who ordered it; where nobody knows, switch off ${listed(
            tokens.map(({ token }) => token.id),
            3,
          )} and look at everything its maker did`,
        },
        breaks: [`what calls with it: ${tokens.reduce((sum, { calls }) => sum + calls, 0)} calls so far`],
      };
    }
  },
};

function isUsual({ maker, agent }: AccessChange, { acts, holders }: FleetFacts): boolean {
  const days = new Set(
    acts.born.filter((other) => other.maker === maker).map(({ at }) => Math.floor(at / 86_400)),
  );
  const administers = holders.some(({ facts }) => facts.principalId === maker && facts.isUnlimited);
  return isAsCode(agent) || administers || days.size >= makerDaysMin;
}
