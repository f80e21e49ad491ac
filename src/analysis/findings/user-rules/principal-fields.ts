import { groupBy } from '../../../model/group-by.ts';
import { PermissionSet } from '../../../model/permission-set.ts';
import type { TokenGap } from '../../gap.ts';
import { retirementOf } from '../retirement.ts';
import type { FleetFacts } from '../rule.ts';
import { counted, shortName, windowOf } from '../wording.ts';
import type { Fields, SubjectKind } from './subject-kind.ts';

const dayMs = 86_400_000;

/** A principal with all its tokens. */
interface Subject {
  readonly first: TokenGap;
  readonly tokens: readonly TokenGap[];
  readonly granted: PermissionSet;
  readonly used: PermissionSet;
  /** Held, and known to be unused by every token that has it. */
  readonly unused: PermissionSet;
  readonly waysUp: number;
  readonly facts: FleetFacts;
}

const texts: Fields<Subject, string> = {
  provider: { holds: 'the provider: `aws`, `github`, …', of: ({ first }) => first.token.provider },
  account: { holds: 'the account that it was met in', of: ({ first }) => first.token.account },
  id: { holds: 'its id', of: ({ first }) => first.token.principalId },
  name: { holds: 'the end of its id', of: ({ first }) => shortName(first.token.principalId) },
  kind: { holds: '`user`, `role`, `root`, …', of: ({ first }) => first.token.principalKind },
  owner: {
    holds: 'who answers for it; empty where nobody is known',
    of: ({ tokens }) => tokens.map(ownerOf).find((owner) => owner !== '') ?? '',
  },
};

const numbers: Fields<Subject, number | undefined> = {
  tokens: { holds: 'how many tokens it has', of: ({ tokens }) => tokens.length },
  activeTokens: { holds: 'how many of them are good', of: ({ tokens }) => tokens.filter(isGood).length },
  longLived: {
    holds: 'how many good ones do not end with a session',
    of: ({ tokens }) => tokens.filter((gap) => isGood(gap) && gap.token.kind !== 'session').length,
  },
  ageDays: {
    holds: 'days since its oldest token was made',
    of: ({ tokens, facts }) => {
      const births = tokens.flatMap(({ token }) => token.createdAt ?? []);
      return births.length === 0
        ? undefined
        : Math.floor((facts.span.to - Math.min(...births) * 1000) / dayMs);
    },
  },
  idleDays: {
    holds: 'days without use of any token',
    of: ({ tokens, facts }) => {
      const idle = tokens.flatMap((gap) => facts.dormancy.get(gap)?.idleDays ?? []);
      return idle.length === 0 ? undefined : Math.min(...idle);
    },
  },
  granted: { holds: 'how many permissions it holds', of: ({ granted }) => granted.size },
  used: { holds: 'how many of them any token used', of: ({ used }) => used.size },
  unused: { holds: 'how many are known to be unused', of: ({ unused }) => unused.size },
  waysUp: { holds: 'how many ways to more access it has', of: ({ waysUp }) => waysUp },
  calls: {
    holds: 'calls in the window',
    of: ({ tokens }) => tokens.reduce((sum, { calls }) => sum + calls, 0),
  },
};

const permissions: Fields<Subject, PermissionSet> = {
  may: { holds: 'what it holds', of: ({ granted }) => granted },
  did: { holds: 'what it used', of: ({ used }) => used },
  neverDid: { holds: 'what it holds and is known not to have used', of: ({ unused }) => unused },
  wasRefused: {
    holds: 'what it was refused',
    of: ({ tokens }) => PermissionSet.unionOf(tokens.map(({ denied }) => denied)),
  },
};

/** Rules about principals, with all their tokens taken together. */
export const principalSubjects: SubjectKind<Subject> = {
  name: 'principal',
  subjects: (facts) => {
    const ways = new Map(
      facts.holders.map(({ facts: held, paths }) => [
        `${held.provider}\n${held.principalId}`,
        paths.filter(({ escalation, isLimited }) => escalation !== undefined && !isLimited).length,
      ]),
    );
    const keyOf = ({ token }: TokenGap): string => `${token.provider}\n${token.principalId}`;
    return [...groupBy(facts.fleet.tokens, keyOf)].flatMap(([key, tokens]) => {
      const [first] = tokens;
      return first ? [subjectOf(first, tokens, facts, ways.get(key) ?? 0)] : [];
    });
  },
  providerOf: ({ first }) => first.token.provider,
  idsOf: ({ first, tokens }) => [first.token.principalId, ...tokens.map(({ token }) => token.id)],
  texts,
  numbers,
  permissions,
  tell: ({ first, tokens, granted, used, facts }) => {
    const calls = tokens.reduce((sum, gap) => sum + gap.calls - gap.turnedAway, 0);
    return {
      provider: first.token.provider,
      account: first.token.account,
      subject: first.token.principalId,
      subjectKind: 'principal',
      evidence: {
        window: windowOf(facts.span),
        tokens: tokens.map(({ token }) => token.id),
        calls,
        granted: granted.size,
        used: used.size,
      },
      breaks: calls > 0 ? [`everything that calls as it: ${counted(calls, 'call')} in the window`] : [],
    };
  },
  retire: ({ tokens }) => {
    const fixes = tokens.filter(isGood).map((gap) => retirementOf(gap, ''));
    return {
      summary: 'switch all its tokens off, wait a month, then delete it',
      commands: fixes.flatMap(({ commands = [] }) => commands),
      rollback: fixes.flatMap(({ rollback = [] }) => rollback),
      revoke: fixes.flatMap(({ revoke = [] }) => revoke),
      notes: [...new Set(fixes.flatMap(({ notes = [] }) => notes))],
    };
  },
};

function subjectOf(first: TokenGap, tokens: readonly TokenGap[], facts: FleetFacts, waysUp: number): Subject {
  const used = PermissionSet.unionOf(tokens.map((gap) => gap.used));
  const byHolder = [...groupBy(tokens, ({ holderId }) => holderId).values()];
  const idle = byHolder.map((own) =>
    own.reduce((left, gap) => left.intersect(gap.unused), own[0]?.unused ?? PermissionSet.empty),
  );
  return {
    first,
    tokens,
    granted: PermissionSet.unionOf(tokens.map((gap) => gap.granted)),
    used,
    unused: PermissionSet.unionOf(idle).subtract(used),
    waysUp,
    facts,
  };
}

function isGood({ token }: TokenGap): boolean {
  return token.status === 'active';
}

function ownerOf({ token, grants }: TokenGap): string {
  return token.owner || grants?.owner || '';
}
