import { isByHand } from './agent-kinds.ts';
import type { OriginDays } from './origin-days.ts';

const knownDaysMin = 20;
const usualMax = 2;
/** What goes on for so long, on half of the days, is the new program. */
const settledDays = 14;
const settledShare = 0.5;

/** A program that turned up with a token of a machine. */
export interface NewAgent {
  readonly agent: string;
  readonly places: readonly string[];
  /** Epoch days, ascending. */
  readonly days: readonly number[];
  readonly calls: number;
  /** What it was used with before. */
  readonly usual: readonly string[];
  readonly sample: string;
}

/** Finds the latest program that a machine’s token was never used with, from a place that it is usually used from. */
export function findNewAgent(origins: readonly OriginDays[]): NewAgent | undefined {
  const agents = [...new Set(origins.map(({ agent }) => agent))].filter((agent) => agent !== '');
  const found = agents.flatMap((agent) => {
    const own = origins.filter((origin) => origin.agent === agent);
    const days = distinct(own.flatMap((origin) => origin.days));
    const [first] = days;
    if (first === undefined) return [];
    const before = origins.filter((origin) => origin.agent !== agent && (origin.days[0] ?? first) < first);
    const usual = [...new Set(before.map((origin) => origin.agent))].sort();
    const knownDays = distinct(before.flatMap((origin) => origin.days.filter((day) => day < first)));
    const since = distinct(origins.flatMap((origin) => origin.days.filter((day) => day >= first)));
    const isSettled = days.length >= settledDays && days.length >= settledShare * since.length;
    const isHome = own.every(({ place }) => before.some((origin) => origin.place === place));
    if (knownDays.length < knownDaysMin || usual.length > usualMax || isSettled || !isHome) return [];
    if (usual.some(isByHand)) return [];
    return [
      {
        agent,
        places: own.map(({ place }) => place),
        days,
        calls: own.reduce((sum, { calls }) => sum + calls, 0),
        usual,
        sample: own[0]?.sample ?? '',
      },
    ];
  });
  return found.toSorted((a, b) => (b.days[0] ?? 0) - (a.days[0] ?? 0))[0];
}

function distinct(days: readonly number[]): number[] {
  return [...new Set(days)].sort((a, b) => a - b);
}
