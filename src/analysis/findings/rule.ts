import type { Dormancy } from '../../model/dormancy.ts';
import type { Finding, Severity } from '../../model/finding.ts';
import type { Span } from '../../model/window.ts';
import type { FleetGap, TokenGap } from '../gap.ts';
import type { JudgedRole } from '../roles/judge-roles.ts';
import type { JudgedHolder } from '../toxic/judge-holder.ts';
import type { LoggedActs } from './logged-acts.ts';
import type { PlaceNews } from './place-news.ts';
import type { TokenOrigins } from './token-origins.ts';

/** Everything that rules conclude from. */
export interface FleetFacts {
  readonly fleet: FleetGap;
  readonly span: Span;
  readonly dormancy: ReadonlyMap<TokenGap, Dormancy>;
  /** Where tokens were used of late and never before, by token and principal. */
  readonly news: ReadonlyMap<TokenGap, PlaceNews>;
  /** From where tokens call that are no longer good. */
  readonly knocks: ReadonlyMap<TokenGap, TokenOrigins>;
  /** What stands out in the logs. */
  readonly acts: LoggedActs;
  /** Mail addresses of the people there are, in lower case; empty where no list was given. */
  readonly people: ReadonlySet<string>;
  /** By id or name of a role, the moment (epoch milliseconds) up to which somebody has looked at what it gives. */
  readonly reviews: ReadonlyMap<string, number>;
  /** What holders could do with combinations of what they have. */
  readonly holders: readonly JudgedHolder[];
  /** Empty where no rule needs them. */
  readonly roles: readonly JudgedRole[];
}

/** A conclusion, before it is told in the form of the model. */
export interface Draft {
  readonly severity: Severity;
  readonly reasons: readonly string[];
  readonly provider: string;
  readonly account: string;
  readonly subject: string;
  readonly subjectKind: Finding['subjectKind'];
  readonly title: string;
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly fix: Fix;
  readonly breaks: readonly string[];
}

/** What to do; lists that are left out are empty. */
export interface Fix {
  readonly summary: string;
  readonly commands?: readonly string[];
  readonly rollback?: readonly string[];
  readonly revoke?: readonly string[];
  readonly notes?: readonly string[];
}

/** One thing that can be wrong, told once for each subject. */
export interface Rule {
  readonly id: string;
  /** What it finds, as a sentence. */
  readonly what: string;
  /** Why that matters. */
  readonly why: string;
  /** Published reasons, the worst first. */
  readonly severities: readonly { readonly severity: Severity; readonly when: string }[];
  /** Rules whose finding on the same subject, or on its principal, makes this one superfluous. */
  readonly yieldsTo: readonly string[];
  /** Whether it concludes from roles, which are read only where a rule does. */
  readonly needsRoles?: boolean;
  readonly find: (facts: FleetFacts) => Iterable<Draft>;
}

const drawn = new WeakMap<FleetFacts, Map<Rule, readonly Draft[]>>();

/** What a rule concludes from facts: worked out once, however many ask, such as rules that are silent on what another one tells. */
export function draftsOf(rule: Rule, facts: FleetFacts): readonly Draft[] {
  const known = drawn.get(facts) ?? new Map<Rule, readonly Draft[]>();
  drawn.set(facts, known);
  const drafts = known.get(rule) ?? [...rule.find(facts)];
  known.set(rule, drafts);
  return drafts;
}

type TokenDraft = Omit<Draft, 'provider' | 'account' | 'subject' | 'subjectKind'>;

/** Asks a question of every token. */
export function ofTokens(
  question: (gap: TokenGap, facts: FleetFacts) => TokenDraft | undefined,
): Rule['find'] {
  return (facts) =>
    facts.fleet.tokens.flatMap((gap) => {
      const draft = question(gap, facts);
      const { provider, account, id } = gap.token;
      return draft ? [{ provider, account, subject: id, subjectKind: 'token', ...draft }] : [];
    });
}
