import { groupBy } from '../../../model/group-by.ts';
import type { TraceHiding } from '../acts/trace-hiding.ts';
import type { Draft, Rule } from '../rule.ts';
import { counted, isoTime, listed } from '../wording.ts';

/** Who does so on as many days, spread over as long, does it as his work, as a vending machine of accounts does. */
const habitDaysMin = 5;
const habitSpanDays = 30;

/** Somebody switched a record of calls off. */
export const loggingOff: Rule = {
  id: 'logging-off',
  what: 'A record of calls, or what watches it, that somebody switched off or narrowed, or tried to.',
  why: 'It is what an intruder does first, and from then on silence proves nothing.',
  severities: [
    { severity: 'critical', when: 'it was let through, with a long-lived secret' },
    { severity: 'high', when: 'it was let through, in a session' },
    { severity: 'medium', when: 'it was refused' },
  ],
  yieldsTo: [],
  *find({ acts, fleet }) {
    const kinds = new Map(fleet.tokens.map(({ token }) => [token.id, token.kind]));
    const byActor = groupBy(
      acts.hidings,
      ({ provider, tokenId, principalId }) => `${provider}\n${tokenId || principalId}`,
    );
    for (const all of byActor.values()) {
      const calls = all.filter((one) => !isHabit(one));
      const [first] = calls;
      if (first) yield draftOf(first, calls, kinds.get(first.tokenId) ?? 'session');
    }
  },
};

function isHabit({ days }: TraceHiding): boolean {
  const [first = 0] = days;
  return days.length >= habitDaysMin && (days.at(-1) ?? first) - first >= habitSpanDays;
}

function draftOf(first: TraceHiding, calls: readonly TraceHiding[], kind: string): Draft {
  const done = calls.filter(({ isAllowed }) => isAllowed);
  const told = done.length > 0 ? done : calls;
  const names = [...new Set(told.map(({ permission }) => permission))];
  const at = Math.min(...told.map(({ firstAt }) => firstAt));
  const isSecret = kind !== 'session';
  return {
    severity: done.length === 0 ? 'medium' : isSecret ? 'critical' : 'high',
    reasons: [
      done.length === 0
        ? 'it was refused'
        : isSecret
          ? `it was let through, with a long-lived ${kind}`
          : 'it was let through, in a session',
    ],
    provider: first.provider,
    account: first.account,
    subject: first.tokenId || first.principalId,
    subjectKind: first.tokenId === '' ? 'principal' : 'token',
    title: `${done.length > 0 ? 'switched a record off' : 'tried to switch a record off'} on ${isoTime(at)?.slice(0, 10)}: ${listed(names, 3)}`,
    evidence: {
      calls: calls.map((one) => ({
        permission: one.permission,
        outcome: one.isAllowed ? 'allowed' : 'denied',
        calls: one.calls,
        first: isoTime(one.firstAt),
        last: isoTime(one.lastAt),
        resources: one.resources,
      })),
      samples: calls.map(({ sample }) => sample).slice(0, 5),
      principal: first.principalId,
    },
    fix: {
      summary: `ask who ordered it; switch on again what was switched off, and take ${listed(names, 3)} away from it`,
      notes: [
        `while it was off, ${counted(
          told.reduce((sum, one) => sum + one.calls, 0),
          'call',
        )} of this kind aside, nothing that was done there can be told`,
      ],
    },
    breaks: ['nothing that was seen: it did this on single days only'],
  };
}
