import type { Span } from '../../model/window.ts';
import type { Passed } from './read-history.ts';
import type { Want } from './read-wants.ts';
import type { WantFacts } from './want-facts.ts';

const dayMs = 86_400_000;

/** A hundred days. */
export const wantSpan: Span = {
  from: Date.parse('2026-06-01T00:00:00Z'),
  to: Date.parse('2026-09-09T00:00:00Z'),
};
const firstDay = wantSpan.from / dayMs;

/** Epoch seconds of noon, so many days into the span. */
export function noonOf(day: number): number {
  return (firstDay + day) * 86_400 + 43_200;
}

/** Every day of a part of the span, counted from its beginning. */
export function daysFrom(from: number, to: number, step = 1): number[] {
  return Array.from({ length: Math.ceil((to - from) / step) }, (_, index) => from + index * step);
}

/** A want of a token that is at work every day, refused on these days of the span. */
export function wantOn(days: readonly number[], changed: Partial<Want> = {}): Want {
  return {
    provider: 'aws',
    account: '111122223333',
    tokenId: 'AKIAEXAMPLE000000001',
    tokenKind: 'access-key',
    principalId: 'bot',
    principalKind: 'user',
    permission: 'sqs:SendMessage',
    permissionId: 1,
    refusals: days.length,
    days: days.map((day) => firstDay + day),
    dayRefusals: days.map(() => 1),
    firstAt: noonOf(days[0] ?? 0),
    lastAt: noonOf(days.at(-1) ?? 0),
    ...changed,
  };
}

/** Its facts: called from the office with boto3 all along, unless told otherwise. */
export function factsOf(want: Want, changed: Partial<WantFacts> = {}): WantFacts {
  return {
    want,
    span: wantSpan,
    facets: {
      resources: [],
      places: [{ value: 'office', refusals: want.refusals }],
      agents: [{ value: 'boto3', refusals: want.refusals }],
    },
    history: historyOn(daysFrom(0, 100)),
    passed: [],
    changes: [],
    lostGrant: undefined,
    others: [],
    sweeper: undefined,
    episodes: [],
    level: 'write',
    service: 'sqs',
    usedServices: new Set(['sqs']),
    ...changed,
  };
}

/** What a token did that was let through on these days, from the office with boto3. */
export function historyOn(days: readonly number[]): WantFacts['history'] {
  const origin = { firstDay: firstDay + (days[0] ?? 0), passedDays: days.length };
  return {
    days: days.map((day) => firstDay + day),
    origins: [
      { kind: 'place', value: 'office', ...origin },
      { kind: 'agent', value: 'boto3', ...origin },
    ],
  };
}

/** A day on which a permission was let through. */
export function passedOn(day: number): Passed {
  return {
    principalId: 'bot',
    permission: 'sqs:SendMessage',
    group: '',
    firstAt: noonOf(day),
    lastAt: noonOf(day),
  };
}
