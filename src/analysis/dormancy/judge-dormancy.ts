import type { Dormancy, DormancyVerdict } from '../../model/dormancy.ts';
import type { TokenGap } from '../gap.ts';
import type { Rhythm } from '../rhythm.ts';
import type { Liveness } from './chance-alive.ts';
import type { SureSilence } from './last-use.ts';
import type { UseHistory } from './use-history.ts';

/** From here on the silence is called a pause. */
export const aliveAsPause = 0.5;
/** Below this a token is called dormant: of seven of them, at most one may come back. */
export const aliveAsDormant = 0.15;
/** Of a token whose use no log shows, nothing but the fleet tells the rhythm: its silence counts from so many times the trigger. */
const withoutRhythm = 2;
/** A silence has to be longer than the longest pause a token came back from, by this factor. */
const longerThanPauses = 1.5;
const dayMs = 86_400_000;

/** What is known of one token, gathered. */
export interface DormancyFacts {
  readonly idleDaysMin: number;
  readonly status: string;
  /** UTC epoch milliseconds, as all times here. */
  readonly end: number;
  readonly createdAt: number | undefined;
  readonly expiresAt: number | undefined;
  readonly silence: SureSilence;
  /** Whether the provider, or a log of its whole life, says that it was never used. */
  readonly isKnownUnused: boolean;
  /** Days with use in the log. */
  readonly usedDays: number;
  readonly history: UseHistory;
  readonly liveness: Liveness;
  readonly rhythm: Rhythm;
  readonly purpose: Dormancy['purpose'];
  readonly takenOverBy: string | undefined;
  readonly calls: number;
  readonly knocks: number;
}

interface Verdict {
  readonly verdict: DormancyVerdict;
  readonly why: readonly string[];
}

/** Decides what a token without use is; each step that could save it comes before those that condemn it. */
export function judgeDormancy(facts: DormancyFacts): Dormancy {
  const { verdict, why } = verdictOf(facts);
  const { silence, history, liveness, rhythm } = facts;
  const isWeighed = silence.idleDays !== undefined && silence.idleDays >= facts.idleDaysMin && isGood(facts);
  const next = rhythm.nextExpected;
  return {
    verdict,
    why: [...why],
    idleDays: silence.idleDays ?? null,
    lastUsed: isoTime(silence.lastUsed),
    lastUsedSource: silence.source ?? null,
    alive: isWeighed && silence.lastUsed !== undefined ? rounded(liveness.alive) : null,
    pauses: { count: history.gaps.length, longestDays: Math.max(0, ...history.gaps) },
    rhythm:
      rhythm.periodDays === undefined
        ? null
        : {
            text: rhythm.text,
            missed: rhythm.evidence.missedSince,
            nextFrom: isoTime(next?.from),
            nextTo: isoTime(next?.to),
          },
    purpose: facts.purpose,
    takenOverBy: facts.takenOverBy ?? null,
    knocks: facts.knocks,
  };
}

/** The verdict on a token that was used of late; more than that was not asked. */
export function inUse({ lastSeen, token }: TokenGap, end: number): Dormancy {
  const last = Math.max(lastSeen ?? 0, token.lastUsedAt ?? 0) * 1000;
  return {
    verdict: 'in-use',
    why: [usedText(Math.max(0, Math.floor((end - last) / dayMs)))],
    idleDays: Math.max(0, Math.floor((end - last) / dayMs)),
    lastUsed: isoTime(last),
    lastUsedSource: last === (lastSeen ?? 0) * 1000 ? 'log' : 'provider',
    alive: null,
    pauses: { count: 0, longestDays: 0 },
    rhythm: null,
    purpose: null,
    takenOverBy: null,
    knocks: 0,
  };
}

function verdictOf(facts: DormancyFacts): Verdict {
  if (!isGood(facts)) return goneVerdict(facts);
  const { silence, idleDaysMin, createdAt, end } = facts;
  const { idleDays, lastUsed, obstacle } = silence;
  const sinceUse = lastUsed === undefined ? undefined : Math.floor((end - lastUsed) / dayMs);
  if (sinceUse !== undefined && sinceUse < idleDaysMin) {
    return one('in-use', usedText(sinceUse));
  }
  const age = createdAt === undefined ? undefined : Math.floor((end - createdAt) / dayMs);
  if (age !== undefined && age < idleDaysMin) return one('cannot-tell', `it was made only ${days(age)} ago`);
  if (facts.status !== 'active') return one('cannot-tell', 'no inventory says whether it is still good');
  if (idleDays === undefined) return one('cannot-tell', obstacle ?? 'nothing tells when it was last used');
  if (idleDays < idleDaysMin) {
    return one(
      'cannot-tell',
      `only its last ${days(idleDays)} can be judged, which is less than ${idleDaysMin}`,
    );
  }
  return idleVerdict(facts, idleDays);
}

function idleVerdict(facts: DormancyFacts, idleDays: number): Verdict {
  const { rhythm, liveness, history, purpose, takenOverBy, silence } = facts;
  const { missedSince } = rhythm.evidence;
  const silent = silenceText(facts, idleDays);
  if (rhythm.nextExpected && missedSince === 0) {
    const date = new Date(rhythm.nextExpected.from).toISOString().slice(0, 10);
    return one('sleeping', `it is used ${rhythm.text}; the next use is expected on ${date}`);
  }
  if (takenOverBy !== undefined) {
    return one('taken-over', `${silent}: \`${takenOverBy}\`, made when it fell silent, does what it did`);
  }
  if (purpose && (purpose.restDays === null || idleDays <= purpose.restDays)) {
    const rest = purpose.restDays === null ? 'may rest for ever' : `may rest for ${days(purpose.restDays)}`;
    return one('rare-by-purpose', `${purpose.seenIn} tells of ${purpose.hint}, which ${rest}`);
  }
  if (facts.isKnownUnused) return one('never-used', silent);
  const longest = Math.max(0, ...history.gaps);
  if (longest > 0 && idleDays <= longerThanPauses * longest) {
    return one('sleeping', `it came back from a pause of ${days(longest)} before`);
  }
  if (silence.lastUsed === undefined) return one('dormant', silent, ...beforeLog(facts));
  const chance = `the chance that it is still in use is ${percent(liveness.alive)}`;
  if (history.gaps.length > 0 && liveness.alive >= aliveAsPause)
    return one('sleeping', `a pause of ${days(idleDays)} is not rare for it: ${chance}`);
  const isUnseen = facts.usedDays === 0 && idleDays >= withoutRhythm * facts.idleDaysMin;
  if (liveness.alive >= aliveAsDormant && !isUnseen) {
    return one('cannot-tell', `${silent}, but too little is known of its rhythm: ${chance}`);
  }
  const ended =
    rhythm.periodDays === undefined
      ? []
      : [`it was used ${rhythm.text}, and missed ${missedSince} times since`];
  const chanceOrDoubt = isUnseen ? `no log shows its rhythm; by that of other tokens, ${chance}` : chance;
  return one('dormant', silent, ...ended, chanceOrDoubt, ...beforeLog(facts));
}

function goneVerdict({ status, expiresAt, end, knocks, calls }: DormancyFacts): Verdict {
  const state = expiresAt !== undefined && expiresAt <= end ? 'expired' : goneStates.get(status);
  const reason = `it is ${state ?? 'in no inventory, and every call with it is turned away'}`;
  if (knocks === 0) return one('retired', reason);
  return one('zombie', reason, `${knocks} of ${calls} calls with it were turned away`);
}

const goneStates: ReadonlyMap<string, string> = new Map([
  ['inactive', 'switched off'],
  ['expired', 'expired'],
  ['deleted', 'deleted'],
]);

/** A token that no inventory lists is no longer good when all its calls are turned away. */
function isGood({ status, expiresAt, end, knocks, calls }: DormancyFacts): boolean {
  if (goneStates.has(status) || (expiresAt !== undefined && expiresAt <= end)) return false;
  return status === 'active' || knocks === 0 || knocks < calls;
}

function silenceText({ silence, isKnownUnused }: DormancyFacts, idleDays: number): string {
  if (isKnownUnused) return 'nobody ever used it';
  if (silence.lastUsed === undefined) return `no use in the ${days(idleDays)} that can be judged`;
  const date = new Date(silence.lastUsed).toISOString().slice(0, 10);
  return `last used on ${date}, ${days(idleDays)} without use`;
}

/** What the judged days cannot exclude, of a token that was hardly seen in use. */
function beforeLog({ silence, usedDays }: DormancyFacts): readonly string[] {
  return usedDays >= 5 || (silence.idleDays ?? 0) >= 366
    ? []
    : [`a job that runs once a year is not excluded by ${days(silence.idleDays ?? 0)}`];
}

function usedText(daysAgo: number): string {
  return `it was used ${daysAgo < 1 ? 'on the last day' : `${days(daysAgo)} ago`}`;
}

function one(verdict: DormancyVerdict, ...why: readonly string[]): Verdict {
  return { verdict, why };
}

function days(count: number): string {
  return `${count} ${count === 1 ? 'day' : 'days'}`;
}

function percent(share: number): string {
  if (share < 0.005) return 'below 1 %';
  return `${Math.round(share * 100)} %`;
}

function rounded(chance: number): number {
  return Math.round(chance * 1e4) / 1e4;
}

function isoTime(ms: number | undefined): string | null {
  return ms === undefined ? null : new Date(ms).toISOString();
}
