import type { TokenGap } from '../../gap.ts';
import { retirementOf } from '../retirement.ts';
import type { FleetFacts } from '../rule.ts';
import { isoTime, windowOf } from '../wording.ts';
import type { Fields, SubjectKind } from './subject-kind.ts';

interface Subject {
  readonly gap: TokenGap;
  readonly facts: FleetFacts;
}

const dayMs = 86_400_000;

const texts: Fields<Subject, string> = {
  provider: { holds: 'the provider: `aws`, `github`, …', of: ({ gap }) => gap.token.provider },
  account: { holds: 'the account that the token was met in', of: ({ gap }) => gap.token.account },
  id: { holds: 'the public id of the token', of: ({ gap }) => gap.token.id },
  kind: { holds: '`access-key`, `session`, `password`, …', of: ({ gap }) => gap.token.kind },
  principal: { holds: 'the id of the principal it acts as', of: ({ gap }) => gap.token.principalId },
  principalKind: { holds: '`user`, `role`, `root`, …', of: ({ gap }) => gap.token.principalKind },
  owner: {
    holds: 'who answers for it; empty where nobody is known',
    of: ({ gap }) => gap.token.owner || gap.grants?.owner || '',
  },
  status: {
    holds: '`active`, `inactive`, `deleted`, `expired` or `unknown`',
    of: ({ gap }) => gap.token.status,
  },
  silence: {
    holds: 'what its silence is: `in-use`, `dormant`, `never-used`, `sleeping`, …',
    of: ({ gap, facts }) => facts.dormancy.get(gap)?.verdict ?? '',
  },
};

const numbers: Fields<Subject, number | undefined> = {
  ageDays: { holds: 'days since it was made', of: ({ gap, facts }) => daysTo(gap.token.createdAt, facts) },
  expiresInDays: {
    holds: 'days until it ends by itself',
    of: ({ gap, facts }) => {
      const past = daysTo(gap.token.expiresAt, facts);
      return past === undefined ? undefined : -past;
    },
  },
  idleDays: {
    holds: 'days without use',
    of: ({ gap, facts }) => facts.dormancy.get(gap)?.idleDays ?? undefined,
  },
  score: { holds: 'its gap score, 0 to 100', of: ({ gap }) => gap.score },
  granted: { holds: 'how many permissions it holds', of: ({ gap }) => gap.granted.size },
  used: { holds: 'how many of them it used', of: ({ gap }) => gap.used.size },
  unused: { holds: 'how many are known to be unused', of: ({ gap }) => gap.unusedCount },
  unknown: { holds: 'of how many nothing can be told', of: ({ gap }) => gap.unknownCount },
  denied: { holds: 'how many it was refused', of: ({ gap }) => gap.denied.size },
  calls: { holds: 'calls in the window', of: ({ gap }) => gap.calls },
  turnedAway: { holds: 'calls whose credential was refused', of: ({ gap }) => gap.turnedAway },
};

const permissions: Fields<Subject, TokenGap['granted']> = {
  may: { holds: 'what it holds', of: ({ gap }) => gap.granted },
  did: { holds: 'what it used', of: ({ gap }) => gap.used },
  neverDid: { holds: 'what it holds and is known not to have used', of: ({ gap }) => gap.unused },
  wasRefused: { holds: 'what it was refused', of: ({ gap }) => gap.denied },
};

function daysTo(seconds: number | undefined, { span }: FleetFacts): number | undefined {
  return seconds === undefined ? undefined : Math.floor((span.to - seconds * 1000) / dayMs);
}

/** Rules about tokens, as most are. */
export const tokenSubjects: SubjectKind<Subject> = {
  name: 'token',
  subjects: (facts) => facts.fleet.tokens.map((gap) => ({ gap, facts })),
  providerOf: ({ gap }) => gap.token.provider,
  idsOf: ({ gap }) => [gap.token.id, gap.token.principalId],
  texts,
  numbers,
  permissions,
  tell: ({ gap, facts }) => ({
    provider: gap.token.provider,
    account: gap.token.account,
    subject: gap.token.id,
    subjectKind: 'token',
    evidence: {
      window: windowOf(facts.span),
      calls: gap.calls,
      lastUsed: isoTime(gap.lastSeen ?? gap.token.lastUsedAt),
      granted: gap.granted.size,
      used: gap.used.size,
      score: gap.score ?? null,
      principal: gap.token.principalId,
    },
    breaks: gap.calls > gap.turnedAway ? ['everything that still calls with it'] : [],
  }),
  retire: ({ gap }) => retirementOf(gap, 'switch it off, wait a month, then delete it'),
};
