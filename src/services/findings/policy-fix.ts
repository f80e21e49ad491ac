import { ScopelightError } from '../../model/error.ts';
import type { Finding } from '../../model/finding.ts';
import type { PolicyAnswer } from '../../model/policy.ts';
import type { Window } from '../../model/window.ts';
import type { Context } from '../context.ts';
import { proposePolicy } from '../policy/propose-policy.ts';

/** Rules whose fix is a smaller policy. */
const rules: ReadonlySet<string> = new Set(['admin-but-reads', 'broad-grant']);
const namesMax = 12;

/** Completes the fix of a finding on too much access by the policy that is enough, with its commands and its proof. */
export async function withPolicyFix(ctx: Context, finding: Finding, window?: Window): Promise<Finding> {
  if (!rules.has(finding.rule)) return finding;
  const answer = await smallerPolicy(ctx, finding.subject, window);
  if (!answer || answer.isUnchanged) return finding;
  const { fix, breaks } = finding;
  return {
    ...finding,
    fix: {
      ...fix,
      commands: [...fix.commands, ...(answer.commands?.apply ?? [])],
      rollback: [...(answer.commands?.rollback ?? []), ...fix.rollback],
      notes: [...fix.notes, ...(answer.commands?.notes ?? []), ...diffOf(answer)],
    },
    breaks: [...breaks, replayOf(answer)],
  };
}

async function smallerPolicy(
  ctx: Context,
  id: string,
  window: Window | undefined,
): Promise<PolicyAnswer | undefined> {
  try {
    return (await proposePolicy(ctx, { id, ...(window && { window }) })).answer;
  } catch (error) {
    if (error instanceof ScopelightError && error.code === 'subject.without-policy') return undefined;
    throw error;
  }
}

function diffOf({ totals, diff }: PolicyAnswer): string[] {
  const kept = diff.flatMap(({ kept, narrowed, added }) => [
    ...kept,
    ...narrowed.map(({ permission }) => permission),
    ...added,
  ]);
  const shown = kept.slice(0, namesMax).join(', ');
  const more = kept.length > namesMax ? ` and ${kept.length - namesMax} more` : '';
  return [`of ${totals.granted.toLocaleString('en-US')} permissions stay ${totals.given}: ${shown}${more}`];
}

function replayOf({ replay, window }: PolicyAnswer): string {
  const calls = replay.calls.toLocaleString('en-US');
  const since = window.from.slice(0, 10);
  return `with that policy, ${replay.deniedCalls === 0 ? 'none' : replay.deniedCalls.toLocaleString('en-US')} of ${calls} past calls since ${since} would be denied`;
}
