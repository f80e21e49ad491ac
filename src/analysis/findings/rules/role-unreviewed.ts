import { createHash } from 'node:crypto';
import { groupBy } from '../../../model/group-by.ts';
import type { HolderFacts } from '../../toxic/holder-facts.ts';
import type { JudgedHolder } from '../../toxic/judge-holder.ts';
import type { AccessChange } from '../acts/access-changes.ts';
import { isAsCode, isByHand } from '../acts/agent-kinds.ts';
import { type Draft, draftsOf, type FleetFacts, type Rule } from '../rule.ts';
import { counted, isoDay, isoTime, listed, shortName } from '../wording.ts';
import { phantomPrincipal } from './phantom-principal.ts';
import { rolesCloned } from './roles-cloned.ts';

/** A program that changes roles on so many days does it as its work: a pipeline, in which changes are reviewed. */
const pipelineDaysMin = 3;
/** Of what either gives. */
const likenessMin = 0.9;

/** Roles that somebody made or changed past the way on which changes are looked at. */
export const roleUnreviewed: Rule = {
  id: 'role-unreviewed',
  what: 'Roles that somebody made, cloned, widened or opened to others without review: not as code, not by a program that changes roles on three days or more, and without a recorded review (`--reviews`); told once for each who did it in an account.',
  why: 'Nobody has looked at what it gives, so nobody will notice what it gives too much.',
  severities: [
    { severity: 'high', when: 'such a role may do nearly everything, or has a way to more access' },
    { severity: 'medium', when: 'otherwise' },
    { severity: 'low', when: 'no role of the account is changed as code: by hand is the practice there' },
  ],
  yieldsTo: [],
  *find(facts) {
    const roles = rolesOf(facts);
    const changes = facts.acts.changes.filter(
      ({ subjectId, subjectKind }) => subjectKind === 'role' || roles.has(subjectId),
    );
    const told = toldByOthers(facts);
    const usual = usualChanges(changes);
    const practised = new Set([...usual].map(accountOf));
    const open = changes.filter(
      (change) => !usual.has(change) && !isReviewed(change, facts) && !told.has(change.subjectId),
    );
    for (const own of groupBy(open, (change) => `${accountOf(change)}\n${change.maker}`).values()) {
      const isPractice = own[0] !== undefined && !practised.has(accountOf(own[0]));
      yield draftOf(own, { roles, facts, isPractice });
    }
  },
};

type Roles = ReadonlyMap<string, JudgedHolder | undefined>;

/** Principals that are roles, with what is known of them. */
function rolesOf({ fleet, holders }: FleetFacts): Roles {
  const judged = new Map(holders.map((one) => [one.facts.principalId, one]));
  return new Map(
    fleet.tokens
      .filter(({ token }) => token.principalKind === 'role')
      .map(({ token }) => [token.principalId, judged.get(token.principalId)]),
  );
}

function accountOf({ provider, account }: AccessChange): string {
  return `${provider}\n${account}`;
}

/** Those made as code, or by a program that changes roles on several days. */
function usualChanges(changes: readonly AccessChange[]): ReadonlySet<AccessChange> {
  const byProgram = groupBy(changes, ({ maker, provider, agent }) => `${maker}\n${provider}\n${agent}`);
  const usual = [...byProgram.values()].filter((own) => {
    const agent = own[0]?.agent ?? '';
    if (isAsCode(agent)) return true;
    if (isByHand(agent)) return false;
    return new Set(own.map(({ at }) => Math.floor(at / 86_400))).size >= pipelineDaysMin;
  });
  return new Set(usual.flat());
}

/** A review looks at what a role is by then. */
function isReviewed({ subjectId, at }: AccessChange, { reviews }: FleetFacts): boolean {
  return (reviews.get(subjectId) ?? reviews.get(shortName(subjectId)) ?? 0) >= at * 1000;
}

/** One cause, one finding: clones and phantoms have rules of their own. */
function toldByOthers(facts: FleetFacts): ReadonlySet<string> {
  const clones = draftsOf(rolesCloned, facts).flatMap(
    ({ evidence }) => (evidence.principals ?? []) as readonly string[],
  );
  return new Set([...clones, ...draftsOf(phantomPrincipal, facts).map(({ subject }) => subject)]);
}

interface Context {
  readonly roles: Roles;
  readonly facts: FleetFacts;
  readonly isPractice: boolean;
}

function draftOf(changes: readonly AccessChange[], { roles, facts, isPractice }: Context): Draft {
  const [first] = changes;
  const last = changes.at(-1);
  if (!first || !last) throw new Error('a group has a change');
  const { provider, account, maker, agent } = first;
  const changed = [...groupBy(changes, ({ subjectId }) => subjectId)].map(([id, own]) =>
    toldRole(id, own, roles, facts),
  );
  const grave = changed.filter(({ power }) => power !== null);
  const severity = isPractice ? 'low' : grave.length > 0 ? 'high' : 'medium';
  const names = changed.map(({ role }) => shortName(role));
  const mark = createHash('sha256').update(maker).digest('hex').slice(0, 8);
  return {
    severity,
    reasons: [
      isPractice
        ? 'no role of the account is changed as code: by hand is the practice there'
        : grave.length > 0
          ? `${shortName(grave[0]?.role ?? '')} ${grave[0]?.power}`
          : 'other roles of the account are changed as code',
    ],
    provider,
    account,
    subject: `${account}/${mark}`,
    subjectKind: 'account',
    title: `${shortName(maker)} made or changed ${counted(changed.length, 'role')} without review${agent === '' ? '' : `, with ${agent}`}: ${listed(names, 3)}`,
    evidence: {
      maker,
      agents: [...new Set(changes.map((change) => change.agent))].sort(),
      first: isoTime(first.at),
      last: isoTime(last.at),
      principals: changed.map(({ role }) => role),
      roles: changed,
      samples: changes.map(({ sample }) => sample).slice(0, 5),
    },
    fix: {
      summary: `look at what ${listed(names, 3)} give, put them into what is kept as code, and record the review`,
      notes: [
        `a line \`ROLE,who,${isoDay(facts.span.to)}\` in the file that \`--reviews\` names records it`,
        ...changed.slice(0, 3).map(({ role }) => `\`timeline ${role}\` tells how it came to be what it is`),
      ],
    },
    breaks: [],
  };
}

function toldRole(role: string, changes: readonly AccessChange[], roles: Roles, { holders }: FleetFacts) {
  const judged = roles.get(role);
  const isNew = changes.some(({ change }) => change === 'create-principal' || change === 'create-role');
  return {
    role,
    changes: changes
      .map(({ change, objectId, at }) => `${isoTime(at)} ${change}${objectId === '' ? '' : ` ${objectId}`}`)
      .slice(0, 20),
    power: judged ? powerOf(judged) : null,
    clonedFrom: isNew && judged ? (patternOf(judged.facts, holders) ?? null) : null,
  };
}

function powerOf({ facts, paths }: JudgedHolder): string | null {
  if (facts.isUnlimited) return 'may do nearly everything';
  const isOpen = paths.some(
    ({ escalation, isLimited }) => !isLimited && escalation !== undefined && escalation !== 'standing-role',
  );
  return isOpen ? 'has a way to more access' : null;
}

/** Another role of the account that gives nearly the same. */
function patternOf(mine: HolderFacts, holders: FleetFacts['holders']): string | undefined {
  if (mine.granted.size < 2) return undefined;
  const alike = holders.flatMap(({ facts }) => {
    if (facts.account !== mine.account || facts.kind !== 'role' || facts.principalId === mine.principalId)
      return [];
    const likeness = facts.granted.intersect(mine.granted).size / facts.granted.union(mine.granted).size;
    return likeness >= likenessMin ? [{ id: facts.principalId, likeness }] : [];
  });
  return alike.toSorted((a, b) => b.likeness - a.likeness || (a.id < b.id ? -1 : 1))[0]?.id;
}
