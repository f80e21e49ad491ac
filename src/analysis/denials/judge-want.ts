import type { DenialSign, DenialVerdict } from '../../model/denials.ts';
import { hasBegun } from './pace.ts';
import { hasBegunInside, passedBefore, signsOf } from './signs.ts';
import type { WantFacts } from './want-facts.ts';

export interface WantJudgement {
  readonly verdict: DenialVerdict;
  readonly score: number;
  /** Weightiest first. */
  readonly signs: readonly DenialSign[];
  readonly status: 'open' | 'stopped' | 'allowed-since';
}

/** From this score on a want is needed, and down to that one it is probing; published in docs/denials.md. */
export const neededMin = 4;
export const probingMax = -3;
/** A want that lasts this long, on this many days, and has always been refused, is one that its holder lives without. */
const lastingDaysMin = 28;
const lastingTimesMin = 3;

/** Says what a refused want is, and why. */
export function judgeWant(facts: WantFacts): WantJudgement {
  const signs = signsOf(facts).sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  const score = signs.reduce((sum, { points }) => sum + points, 0);
  return { verdict: verdictOf(facts, score), score, signs, status: statusOf(facts) };
}

function verdictOf(facts: WantFacts, score: number): DenialVerdict {
  if (score <= probingMax) return 'probing';
  if (isLivedWithout(facts)) return 'misconfigured';
  return score >= neededMin ? 'needed' : 'unclear';
}

function isLivedWithout(facts: WantFacts): boolean {
  const { days } = facts.want;
  const [first = 0] = days;
  const lasts = (days.at(-1) ?? first) - first + 1;
  if (days.length < lastingTimesMin || lasts < lastingDaysMin) return false;
  return passedBefore(facts) === undefined && !hasBegunInside(facts);
}

function statusOf({ want, passed, span }: WantFacts): WantJudgement['status'] {
  if (passed.some(({ firstAt }) => firstAt > want.lastAt)) return 'allowed-since';
  const [first = 0] = want.days;
  const last = want.days.at(-1) ?? first;
  const end = Math.floor((span.to - 1) / 86_400_000);
  return hasBegun(want.days.length, end - last, last - first + 1) ? 'stopped' : 'open';
}
