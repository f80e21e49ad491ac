import { dormancyVerdicts } from '../../../model/dormancy.ts';
import { isAtLeast, severities } from '../../../model/finding.ts';
import { levels } from '../../../model/permission.ts';
import type { FoundToken } from '../../../model/token-search.ts';

/** Something that can be asked of a token in a query. */
interface Field {
  /** For people, in one line. */
  readonly about: string;
  readonly holds: (token: FoundToken, value: string) => boolean;
  /** What is wrong with a value, in words that help. */
  readonly problem?: (value: string) => string | undefined;
}

const text = (about: string, of: (token: FoundToken) => string): Field => ({
  about,
  holds: (token, value) => of(token).toLowerCase().includes(value),
});

const amount = (about: string, of: (token: FoundToken) => number | null): Field => ({
  about,
  holds: (token, value) => {
    const found = of(token);
    return found === null ? value === 'none' : compares(found, value);
  },
  problem: (value) =>
    comparison.test(value) || value === 'none' ? undefined : 'give a number, such as >10, <=5 or 0',
});

/** `admin` is what people call those that can change access. */
const levelNames: Readonly<Record<string, string>> = { admin: 'permissions', permission: 'permissions' };
const aboveRead = ['write', 'tag', 'permissions'];

/** Every field of the search language. */
const all = {
  provider: text('system that issued it', ({ provider }) => provider),
  account: text('account or organisation', ({ account }) => account),
  kind: {
    about: 'kind of token: access-key, session, password, pat, …',
    holds: ({ kind }, value) => kind.includes(value) || (value === 'pat' && kind.includes('personal')),
  },
  id: text('part of its id', ({ id }) => id),
  principal: text('part of who it acts as', ({ principal, name }) => `${principal}\n${name}`),
  owner: {
    about: 'part of its owner; none: nobody answers for it',
    holds: ({ owner }, value) =>
      value === 'none' ? owner === null : (owner?.toLowerCase().includes(value) ?? false),
  },
  status: text('active, inactive, …', ({ status }) => status),
  level: {
    about: 'what it may do: list, read, write, tag, admin (can change access)',
    holds: ({ grantedLevels }, value) => grantedLevels.some((level) => level === levelName(value)),
    problem: (value) => (isLevel(value) ? undefined : `levels are ${levels.join(', ')}, or admin`),
  },
  used: {
    about: 'what it did: none, read (nothing but list and read), write, tag, admin; or how many permissions',
    holds: ({ used, usedLevels }, value) => {
      if (value === 'none') return used === 0;
      if (value === 'read') return used > 0 && !usedLevels.some((level) => aboveRead.includes(level));
      return isLevel(value) ? usedLevels.some((level) => level === levelName(value)) : compares(used, value);
    },
    problem: (value) =>
      value === 'none' || isLevel(value) || comparison.test(value)
        ? undefined
        : 'give none, read, write, tag, admin, or a number such as <10',
  },
  dormant: {
    about: 'days without use, such as >60d; or what its silence is, such as zombie',
    holds: ({ idleDays, dormancy }, value) =>
      duration.test(value)
        ? idleDays !== null && compares(idleDays, value.replace(/d$/, ''))
        : dormancy === value,
    problem: (value) =>
      duration.test(value) || dormancyVerdicts.some((verdict) => verdict === value)
        ? undefined
        : `give days, such as >60d, or one of ${dormancyVerdicts.join(', ')}`,
  },
  place: {
    about: 'new: used from where it never was',
    holds: ({ rules }) => rules.includes('unexpected-place'),
    problem: (value) => (value === 'new' ? undefined : 'only `place:new` can be asked'),
  },
  finding: {
    about: 'rule that found something; any: some rule did; none: no rule did',
    holds: ({ rules }, value) =>
      value === 'any'
        ? rules.length > 0
        : value === 'none'
          ? rules.length === 0
          : rules.some((rule) => rule.includes(value)),
  },
  severity: {
    about: 'a finding as severe as this, or more',
    holds: ({ severity }, value) => {
      const least = severities.find((one) => one === value);
      return severity !== null && least !== undefined && isAtLeast(severity, least);
    },
    problem: (value) =>
      severities.some((one) => one === value) ? undefined : `severities are ${severities.join(', ')}`,
  },
  gap: {
    about: 'wide (score from 68), medium (34 to 67), narrow (below 34), none (no score)',
    holds: ({ score }, value) => bucketOf(score) === value,
    problem: (value) =>
      ['wide', 'medium', 'narrow', 'none'].includes(value) ? undefined : 'give wide, medium, narrow or none',
  },
  score: amount('gap score, such as >67', ({ score }) => score),
  granted: amount('permissions it may use', ({ granted }) => granted),
  unused: amount('permissions it surely did not use', ({ unused }) => unused),
  unknown: amount('permissions of which nothing can tell', ({ unknown }) => unknown),
  denied: amount('permissions it was refused', ({ denied }) => denied),
  calls: amount('calls in the window', ({ calls }) => calls),
} as const satisfies Readonly<Record<string, Field>>;

export type FieldName = keyof typeof all;

export const fields: Readonly<Record<FieldName, Field>> = all;

/** The bucket of a gap score (docs/score.md). */
export function bucketOf(score: number | null): 'wide' | 'medium' | 'narrow' | 'none' {
  if (score === null) return 'none';
  return score >= 68 ? 'wide' : score >= 34 ? 'medium' : 'narrow';
}

const comparison = /^(?:>=|<=|>|<|=)?\d{1,12}$/;
const duration = /^(?:>=|<=|>|<|=)?\d{1,6}d$/;

function compares(found: number, value: string): boolean {
  const [, sign = '=', digits = ''] = /^(>=|<=|>|<|=)?(\d+)$/.exec(value) ?? [];
  const asked = Number(digits);
  if (digits === '') return false;
  if (sign === '>') return found > asked;
  if (sign === '<') return found < asked;
  if (sign === '>=') return found >= asked;
  return sign === '<=' ? found <= asked : found === asked;
}

function isLevel(value: string): boolean {
  return levels.some((level) => level === levelName(value));
}

function levelName(value: string): string {
  return levelNames[value] ?? value;
}
