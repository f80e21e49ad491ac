import { fleetFindings } from '../../analysis/findings/fleet-findings.ts';
import type { Rule } from '../../analysis/findings/rule.ts';
import { rules } from '../../analysis/findings/rules.ts';
import { fleetGap } from '../../analysis/gap.ts';
import { ScopelightError } from '../../model/error.ts';
import { type Finding, isAtLeast, type Severity } from '../../model/finding.ts';
import type { Span, Window } from '../../model/window.ts';
import type { Context } from '../context.ts';
import { judgedSpan } from '../judged-span.ts';
import type { RoleReviews } from '../roles/role-reviews.ts';
import { findFinding } from './find-finding.ts';
import { type Mute, unmuted } from './mute-findings.ts';
import { withPolicyFix } from './policy-fix.ts';

export interface ListFindingsInput {
  readonly window?: Window;
  /** Days without use that make a token worth a look. */
  readonly idleDays?: number | undefined;
  /** Only findings of these rules. */
  readonly rules?: readonly string[] | undefined;
  /** Only findings as severe as this, or more. */
  readonly severity?: Severity | undefined;
  /** Only the finding of this id, with a fix as complete as it can be made. */
  readonly id?: string | undefined;
  /** Rules beside ours. */
  readonly userRules?: readonly Rule[] | undefined;
  /** Mail addresses of the people there are, in lower case. */
  readonly people?: ReadonlySet<string> | undefined;
  /** Which roles somebody has reviewed, and when. */
  readonly reviews?: RoleReviews | undefined;
  /** What is not to be told, for now. */
  readonly mutes?: readonly Mute[] | undefined;
}

export interface FindingList {
  readonly span: Span;
  readonly findings: readonly Finding[];
  /** How many were left out since they are muted. */
  readonly muted: number;
}

/**
 * Draws the conclusions on every token, principal and account, the worst first.
 * @throws {ScopelightError} `usage.invalid` for a rule that there is not, `subject.not-found` for a finding that there is not
 */
export async function listFindings(ctx: Context, input: ListFindingsInput = {}): Promise<FindingList> {
  const known = [...rules, ...(input.userRules ?? [])];
  const foreign = input.rules?.find((name) => !known.some(({ id }) => id === name));
  if (foreign !== undefined) {
    throw new ScopelightError('usage.invalid', `there is no rule \`${foreign}\``, {
      hint: `the rules are ${known.map(({ id }) => id).join(', ')}`,
    });
  }
  const span = await judgedSpan(ctx, input.window);
  const fleet = await fleetGap(ctx.store, span);
  const all = await fleetFindings(ctx.store, fleet, {
    idleDays: input.idleDays,
    people: input.people,
    reviews: input.reviews,
    userRules: input.userRules,
  });
  const { severity } = input;
  const wanted = all.filter(
    (finding) =>
      (input.rules?.includes(finding.rule) ?? true) &&
      (severity === undefined || isAtLeast(finding.severity, severity)),
  );
  const findings = unmuted(wanted, input.mutes ?? [], ctx.now());
  const muted = wanted.length - findings.length;
  if (input.id === undefined) return { span, findings, muted };
  const finding = findFinding(
    findings,
    input.id,
    'it may be resolved, muted, or outside of the window; `scopelight findings` lists those there are',
  );
  return { span, findings: [await withPolicyFix(ctx, finding, input.window)], muted };
}
