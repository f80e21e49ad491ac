import { catalogueFacts } from '../../analysis/catalogue-facts.ts';
import { type Rhythm, rhythmOf } from '../../analysis/rhythm.ts';
import { periodsSeen, periodsText } from '../../analysis/rhythm-periods.ts';
import type { Breakage } from '../../model/backtest.ts';
import { groupBy } from '../../model/group-by.ts';
import type { PermissionSet } from '../../model/permission-set.ts';
import type { Span } from '../../model/window.ts';
import type { HolderDays } from '../../policy/backtest/use-days.ts';
import type { Calibration, Score } from '../../policy/breakage/calibration.ts';
import type { Forecast, HolderForecast, RemovalForecast } from '../../policy/breakage/forecast.ts';
import type { ReliabilityBand } from '../../policy/breakage/reliability.ts';
import { breakageBasis } from './backtest-basis.ts';

const dayMs = 86_400_000;
const shownMax = 50;

/** What a forecast is asked about. */
export interface BreakageParts {
  /** Undefined where the log is too short to look back. */
  readonly forecast: Forecast | undefined;
  readonly horizonDays: number;
  readonly span: Span;
  /** Undefined for the fleet. */
  readonly subject: BreakageSubject | undefined;
}

/** The principals of one subject, mostly one. */
export interface BreakageSubject {
  readonly principalIds: readonly string[];
  /** Those of them that called. */
  readonly holders: readonly HolderDays[];
  /** What its proposal takes away; what the days held lead to, where this is missing. */
  readonly removed?: PermissionSet;
}

/** Puts the chance that something removed is needed beside what it rests on and what it cannot know. */
export function breakageAnswer(parts: BreakageParts): Breakage {
  const { forecast, horizonDays, span, subject } = parts;
  const own = forecast && subject ? subjectForecasts(forecast, subject) : [];
  const forecasts = subject ? own.map(({ forecast }) => forecast) : (forecast?.holders() ?? []);
  const probability = forecasts.length === 0 ? null : chanceOf(forecasts, subject !== undefined);
  const calibration = forecast?.calibration;
  const periods = periodsSeen(span);
  return {
    horizonDays,
    probability,
    basis: breakageBasis({ forecast, calibration, horizonDays, span, isJudged: probability !== null }),
    measured: forecast && probability !== null ? measuredOf(forecast, calibration, probability) : null,
    principals: forecasts.slice(0, shownMax).map(({ principalId, removed, expected, chance }) => ({
      principal: principalId,
      removed,
      expected,
      probability: chance,
    })),
    permissions: own
      .flatMap(({ holder, forecast }) => named(holder.provider, forecast.removals))
      .sort((a, b) => b.probability - a.probability)
      .slice(0, shownMax),
    removed: forecasts.reduce((sum, { removed }) => sum + removed, 0),
    calendar: {
      text: periodsText(periods),
      periods: periods.map(({ jobs, periodDays, chance }) => ({ jobs, periodDays, seen: chance })),
      rhythms: (subject?.holders ?? []).flatMap((holder) => rhythmsOf(holder, span)),
    },
    calibration: calibration ? calibrationOf(calibration) : null,
  };
}

function subjectForecasts(forecast: Forecast, { principalIds, holders, removed }: BreakageSubject) {
  return principalIds.flatMap((id) => {
    const holder = holders.find(({ principalId }) => principalId === id) ?? forecast.silent(id);
    const found = holder && forecast.of(holder, removed);
    return found ? [{ holder, forecast: found }] : [];
  });
}

/** One subject breaks where any of its principals does; of a fleet, the mean tells how many do. */
function chanceOf(forecasts: readonly HolderForecast[], isOne: boolean): number {
  if (isOne) return 1 - forecasts.reduce((safe, { chance }) => safe * (1 - chance), 1);
  return forecasts.reduce((sum, { chance }) => sum + chance, 0) / forecasts.length;
}

/** What came true of those who were given about the same chance; of everyone, where there is no telling apart. */
function measuredOf(
  forecast: Forecast,
  calibration: Calibration | undefined,
  probability: number,
): Breakage['measured'] {
  const { outcomeDays: days, baseRate } = forecast;
  const chance = forecast.withinOutcome(probability);
  const bands = (forecast.isModel && calibration?.holders.bands) || [];
  const band = bands.find(({ to }) => chance <= to) ?? bands.at(-1);
  if (band) return { count: band.count, ...band.observed, days };
  const { count, share, low, high } = baseRate;
  return count === 0 ? null : { count, share, low, high, days };
}

function named(provider: string, removals: readonly RemovalForecast[]): Breakage['permissions'] {
  const facts = catalogueFacts(provider);
  return removals.slice(0, shownMax).flatMap(({ permission, chance }) => {
    const known = facts.permissionOf(permission);
    return known ? [{ permission: known.name, level: known.level, probability: chance }] : [];
  });
}

/** Use that follows the calendar less than daily or on weekdays, with all permissions that share it. */
function rhythmsOf({ provider, tokens }: HolderDays, span: Span): Breakage['calendar']['rhythms'] {
  const facts = catalogueFacts(provider);
  const uses = groupBy(
    tokens.flatMap(({ allowed, failed }) => [...allowed, ...failed]),
    ({ permission }) => permission,
  );
  const found = [...uses].flatMap(([permission, entries]) => {
    const days = [...new Set(entries.flatMap(({ days }) => [...days]))].sort((a, b) => a - b);
    const rhythm = rhythmOf(days, span);
    const name = facts.permissionOf(permission)?.name;
    return name !== undefined && periodic.has(rhythm.kind) ? [{ name, rhythm }] : [];
  });
  return [...groupBy(found, ({ rhythm }) => rhythm.text).values()].flatMap((alike) => {
    const [first] = alike;
    if (!first) return [];
    const { text, kind, nextExpected } = first.rhythm;
    return [
      {
        text,
        kind,
        permissions: alike.map(({ name }) => name).sort(),
        next: nextExpected ? { from: isoDay(nextExpected.from), to: isoDay(nextExpected.to - 1) } : null,
      },
    ];
  });
}

const periodic: ReadonlySet<Rhythm['kind']> = new Set([
  'weekly',
  'monthly',
  'month-end',
  'quarterly',
  'yearly',
  'interval',
]);

function calibrationOf({ from, to, removals, holders }: Calibration): Breakage['calibration'] {
  return {
    from: isoDay(from * dayMs),
    to: isoDay((to - 1) * dayMs),
    removals: scoreOf(removals),
    principals: {
      ...scoreOf(holders),
      unseenBrier: holders.unseenBrier,
      unseenBands: holders.unseenBands.map(bandOf),
    },
  };
}

function scoreOf({ cases, hits, brier, baseBrier, hindsightBrier, bands }: Score) {
  return { cases, hits, brier, baseBrier, hindsightBrier, bands: bands.map(bandOf) };
}

function bandOf({ from, to, count, forecast, observed }: ReliabilityBand) {
  return { from, to, count, forecast, observed: observed.share, low: observed.low, high: observed.high };
}

function isoDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
