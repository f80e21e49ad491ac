import type { Dormancy } from '../../model/dormancy.ts';
import { groupBy } from '../../model/group-by.ts';
import type { Span } from '../../model/window.ts';
import type { Store } from '../../store/store.ts';
import { type AccountCoverage, coverageByAccount } from '../coverage.ts';
import type { FleetGap, TokenGap } from '../gap.ts';
import { logSpan } from '../log-span.ts';
import { exportDates } from './export-dates.ts';
import { fleetHabits } from './fleet-habits.ts';
import { inUse, judgeDormancy } from './judge-dormancy.ts';
import { principalNotes } from './provider-records.ts';
import { TokenRecords } from './token-records.ts';
import { useDays } from './use-days.ts';

const dayMs = 86_400_000;

/** Days without use that make a token worth a look; docs/dormancy.md. */
export const idleDaysDefault = 60;

export interface DormancyOptions {
  readonly idleDays?: number | undefined;
  /** Tells the rhythm of tokens in use, too. */
  readonly isThorough?: boolean;
}

/**
 * Says of every token of a fleet what its silence is. Use is looked for as far back as anything is held, not only in the
 * window of the fleet; only tokens without a recent good call cost more than a look.
 */
export async function fleetDormancy(
  store: Store,
  fleet: FleetGap,
  { idleDays = idleDaysDefault, isThorough = false }: DormancyOptions = {},
): Promise<ReadonlyMap<TokenGap, Dormancy>> {
  const held = (await logSpan(store, { to: fleet.span.to })) ?? fleet.span;
  const since = held.to - idleDays * dayMs;
  const suspects = fleet.tokens.filter((gap) => isThorough || isSuspect(gap, since));
  if (suspects.length === 0) return new Map(fleet.tokens.map((gap) => [gap, inUse(gap, held.to)]));
  const principalIds = distinct(suspects.map(({ token }) => token.principalId));
  const [coverage, prior, exported, uses, notes] = await Promise.all([
    coverageOf(store, fleet, held),
    fleetHabits(store, held),
    exportDates(store, fleet.scope),
    useDays(store, { tokenIds: distinct(suspects.map(({ token }) => token.id)), principalIds, to: held.to }),
    principalNotes(store, principalIds),
  ]);
  const siblings = groupBy(fleet.tokens, ({ token }) => token.principalId);
  const records = new TokenRecords({ held, coverage, exported, uses, notes, siblings });
  const judged = suspects.map((gap) => {
    const facts = records.factsOf(gap, { idleDaysMin: idleDays, prior });
    return [gap, judgeDormancy(facts)] as const;
  });
  const verdicts = new Map(judged);
  return new Map(fleet.tokens.map((gap) => [gap, verdicts.get(gap) ?? inUse(gap, held.to)]));
}

/** Whether the calls of the window leave a doubt that it is good and in use. */
function isSuspect({ token, calls, turnedAway, lastSeen }: TokenGap, since: number): boolean {
  const isGone = token.status !== 'active' && token.status !== 'unknown';
  return (
    isGone || token.expiresAt !== undefined || turnedAway > 0 || calls === 0 || (lastSeen ?? 0) * 1000 < since
  );
}

async function coverageOf(
  store: Store,
  fleet: FleetGap,
  held: Span,
): Promise<ReadonlyMap<string, AccountCoverage>> {
  if (fleet.span.from <= held.from && fleet.span.to >= held.to) return fleet.coverage;
  return coverageByAccount(store, held, fleet.scope);
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
