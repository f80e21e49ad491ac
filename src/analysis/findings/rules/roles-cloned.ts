import { createHash } from 'node:crypto';
import { groupBy } from '../../../model/group-by.ts';
import type { HolderFacts } from '../../toxic/holder-facts.ts';
import type { AccessChange } from '../acts/access-changes.ts';
import { isAsCode } from '../acts/agent-kinds.ts';
import type { Draft, Rule } from '../rule.ts';
import { counted, listed } from '../wording.ts';

/** So many alike, made by one hand within an hour, are clones. */
const clonesMin = 3;
const hourSeconds = 3600;

interface Clone {
  readonly born: AccessChange;
  readonly facts: HolderFacts;
}

/** Roles that were copied because that was quicker than asking what is needed. */
export const rolesCloned: Rule = {
  id: 'roles-cloned',
  what: 'Three or more principals with the same permissions that one principal made by hand within an hour.',
  why: 'Each holds what the first one held, whatever it needs, and no review stood between.',
  severities: [
    { severity: 'medium', when: 'half of them or more were never used' },
    { severity: 'low', when: 'otherwise' },
  ],
  yieldsTo: [],
  *find({ acts, holders }) {
    const byPrincipal = new Map(holders.map(({ facts }) => [facts.principalId, facts]));
    const clones = acts.born
      .filter(({ agent }) => !isAsCode(agent))
      .flatMap((born): Clone[] => {
        const facts = byPrincipal.get(born.subjectId);
        return facts && facts.granted.size > 1 ? [{ born, facts }] : [];
      });
    const keyOf = ({ born, facts }: Clone): string =>
      `${born.provider}\n${facts.account}\n${born.maker}\n${facts.granted.key()}`;
    for (const alike of groupBy(clones, keyOf).values()) {
      for (const group of byHour(alike)) {
        if (group.length < clonesMin) continue;
        const pattern = holders.find(
          ({ facts }) =>
            facts.account === group[0]?.facts.account &&
            facts.granted.equals(group[0]?.facts.granted ?? facts.granted) &&
            group.every(({ facts: own }) => own.principalId !== facts.principalId),
        );
        yield draftOf(group, pattern?.facts.principalId);
      }
    }
  },
};

/** Runs of births of which each follows the one before within an hour. */
function byHour(clones: readonly Clone[]): readonly (readonly Clone[])[] {
  const runs: Clone[][] = [];
  for (const clone of clones.toSorted((a, b) => a.born.at - b.born.at)) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last && clone.born.at - last.born.at <= hourSeconds) run.push(clone);
    else runs.push([clone]);
  }
  return runs;
}

function draftOf(group: readonly Clone[], pattern: string | undefined): Draft {
  const [first] = group;
  if (!first) throw new Error('a group has somebody');
  const { account } = first.facts;
  const idle = group.filter(({ facts }) => facts.tokens.every(({ calls }) => calls === 0));
  const used = group.filter((clone) => !idle.includes(clone));
  const mark = createHash('sha256').update(`${first.born.maker}\n${first.born.at}`).digest('hex').slice(0, 8);
  const at = new Date(first.born.at * 1000).toISOString();
  const unusedOfAll = group.reduce((left, { facts }) => left.subtract(facts.used), first.facts.granted);
  return {
    severity: idle.length * 2 >= group.length ? 'medium' : 'low',
    reasons: [`${idle.length} of ${group.length} were never used`],
    provider: first.born.provider,
    account,
    subject: `${account}/${mark}`,
    subjectKind: 'account',
    title: `${counted(group.length, 'principal')} with the same ${counted(first.facts.granted.size, 'permission')} made within an hour on ${at.slice(0, 10)}${pattern === undefined ? '' : `, like ${pattern}`}; ${counted(used.length, 'one')} of them used`,
    evidence: {
      madeAt: at,
      maker: first.born.maker,
      agent: first.born.agent,
      like: pattern ?? null,
      principals: group.map(({ born }) => born.subjectId),
      used: used.map(({ born }) => born.subjectId),
      neverUsedByAny: unusedOfAll.size,
      samples: group.map(({ born }) => born.sample).slice(0, 5),
    },
    fix: {
      summary: `delete the ${idle.length} that nobody used, and give the others what they use: \`policy ${used[0]?.born.subjectId ?? first.born.subjectId}\` writes it`,
      notes: [
        `never used: ${listed(
          idle.map(({ born }) => born.subjectId),
          12,
        )}`,
      ],
    },
    breaks: ['nothing that was seen, of those that nobody used'],
  };
}
