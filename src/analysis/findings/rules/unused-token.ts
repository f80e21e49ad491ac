import type { Dormancy } from '../../../model/dormancy.ts';
import type { Severity } from '../../../model/finding.ts';
import type { TokenGap } from '../../gap.ts';
import { lower, reachOf } from '../reach.ts';
import { retirementOf } from '../retirement.ts';
import { type FleetFacts, ofTokens, type Rule } from '../rule.ts';

/** A good credential that is dormant. */
export const unusedToken: Rule = {
  id: 'unused-token',
  what: 'A token that is still good, and dormant: its silence is longer than its own rhythm, its purpose and the log allow.',
  why: 'Nobody would notice if somebody else used it.',
  severities: [
    { severity: 'high', when: 'its gap is wide (68 or more)' },
    { severity: 'medium', when: 'it may do something' },
    { severity: 'low', when: 'nothing is known to be granted to it' },
    { severity: 'low', when: 'one step less, where no log shows the rhythm it had' },
  ],
  yieldsTo: [],
  find: ofTokens((gap, facts) => {
    const dormancy = facts.dormancy.get(gap);
    if (dormancy?.verdict !== 'dormant' || gap.token.kind === 'session') return undefined;
    const isGuessed = (dormancy.alive ?? 0) >= 0.15;
    const { severity, reasons } = severityOf(gap, isGuessed);
    const last = dormancy.lastUsed?.slice(0, 10);
    return {
      severity,
      reasons,
      title:
        last === undefined
          ? `good, and without use in the ${dormancy.idleDays} days that can be judged`
          : `good, last used on ${last}: ${dormancy.idleDays} days without use`,
      evidence: silenceEvidence(gap, dormancy, facts),
      fix: retirementOf(
        gap,
        isGuessed
          ? 'ask its owner; then switch it off, wait longer than its rarest use, and delete it'
          : 'switch it off, wait a month, then delete it',
      ),
      breaks: breaksOf(dormancy),
    };
  }),
};

function severityOf(gap: TokenGap, isGuessed: boolean): { severity: Severity; reasons: string[] } {
  const { isWide, isNothing, text } = reachOf(gap);
  const severity = isWide ? 'high' : isNothing ? 'low' : 'medium';
  if (!isGuessed) return { severity, reasons: [text] };
  return { severity: lower(severity), reasons: [text, 'no log shows the rhythm it had'] };
}

/** What is known of a silence, as evidence. */
export function silenceEvidence(gap: TokenGap, dormancy: Dormancy, { span }: FleetFacts) {
  const { verdict, why, idleDays, lastUsed, lastUsedSource, alive, pauses, rhythm } = dormancy;
  return {
    window: { from: new Date(span.from).toISOString(), to: new Date(span.to).toISOString() },
    verdict,
    why,
    idleDays,
    lastUsed,
    lastUsedSource,
    alive,
    pauses,
    rhythm: rhythm?.text ?? null,
    calls: gap.calls,
    granted: gap.granted.size,
    principal: gap.token.principalId,
  };
}

function breaksOf({ alive, why }: Dormancy): string[] {
  const chance = alive === null ? [] : [`chance that somebody still needs it: ${percent(alive)}`];
  return [...chance, ...why.filter((reason) => reason.includes('not excluded'))];
}

function percent(share: number): string {
  return share < 0.01 ? 'below 1 %' : `${Math.round(share * 100)} %`;
}
