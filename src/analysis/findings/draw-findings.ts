import { createHash } from 'node:crypto';
import type { OnProgress } from '../../ingest/progress.ts';
import { type Finding, severities } from '../../model/finding.ts';
import { type Draft, draftsOf, type FleetFacts, type Rule } from './rule.ts';
import { rules as allRules } from './rules.ts';

/**
 * Draws all conclusions, the worst first. One cause gives one finding: a rule is silent on what a graver one said of the same
 * subject, or of a token of the same principal where it speaks of principals.
 */
export function drawFindings(
  facts: FleetFacts,
  rules: readonly Rule[] = allRules,
  onProgress: OnProgress = () => {},
): readonly Finding[] {
  const drafts = rules.map((rule, done) => {
    onProgress({ stage: 'drawing conclusions', done, total: rules.length });
    return { rule, drafts: draftsOf(rule, facts) };
  });
  const said = new Map(drafts.map(({ rule, drafts: own }) => [rule.id, subjectsOf(own, facts)]));
  const findings = drafts.flatMap(({ rule, drafts: own }) =>
    own
      .filter((draft) => !rule.yieldsTo.some((other) => said.get(other)?.has(keyOf(draft))))
      .map((draft) => findingOf(rule, draft)),
  );
  const order = new Map(rules.map(({ id }, index) => [id, index]));
  return findings.sort(
    (a, b) =>
      severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
      (order.get(a.rule) ?? 0) - (order.get(b.rule) ?? 0) ||
      compare(a.subject, b.subject),
  );
}

/** The same for the same rule, provider and subject, for ever. */
export function findingId(rule: string, provider: string, subject: string): string {
  return `f-${createHash('sha256').update(`${rule}\n${provider}\n${subject}`).digest('hex').slice(0, 16)}`;
}

function findingOf(rule: Rule, draft: Draft): Finding {
  const { summary, commands = [], rollback = [], revoke = [], notes = [] } = draft.fix;
  return {
    id: findingId(rule.id, draft.provider, draft.subject),
    rule: rule.id,
    severity: draft.severity,
    reasons: [...draft.reasons],
    provider: draft.provider,
    account: draft.account,
    subject: draft.subject,
    subjectKind: draft.subjectKind,
    title: draft.title,
    evidence: { ...draft.evidence },
    fix: {
      summary,
      commands: [...commands],
      rollback: [...rollback],
      revoke: [...revoke],
      notes: [...notes],
    },
    breaks: [...draft.breaks],
  };
}

/** Whom a rule spoke of; a principal counts as spoken of when that is said of all of its good tokens. */
function subjectsOf(drafts: readonly Draft[], { fleet }: FleetFacts): ReadonlySet<string> {
  const keys = new Set(drafts.map(keyOf));
  const good = new Map<string, boolean>();
  for (const { token } of fleet.tokens) {
    if (token.status !== 'active') continue;
    const principal = `${token.provider}\n${token.principalId}`;
    good.set(principal, (good.get(principal) ?? true) && keys.has(`${token.provider}\n${token.id}`));
  }
  return new Set([...keys, ...[...good].filter(([, isSaid]) => isSaid).map(([principal]) => principal)]);
}

function keyOf({ provider, subject }: Draft): string {
  return `${provider}\n${subject}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
