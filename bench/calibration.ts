import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { foldFacts } from '../src/policy/backtest/fold-facts.ts';
import { holderDays } from '../src/policy/backtest/use-days.ts';
import { forecastFleet } from '../src/policy/breakage/forecast-fleet.ts';
import { brierScore, type Forecasts, reliabilityOf } from '../src/policy/breakage/reliability.ts';
import { removalsOf } from '../src/policy/breakage/removals.ts';
import { unseenChance } from '../src/policy/breakage/unseen-species.ts';
import { openStore } from '../src/store/open-store.ts';
import type { Store } from '../src/store/store.ts';
import { jobSpan, makeJobFleet } from './support/job-fleet.ts';
import { machine } from './support/machine.ts';

/*
 * Forecasts from part of a log, held against what came after it: the tables of docs/breakage.md. Every fleet is another
 * one; the days after the window are in the store, and nothing of the forecast reads them.
 */
const { values } = parseArgs({
  options: {
    tokens: { type: 'string', default: '2000' },
    seeds: { type: 'string', default: '2' },
    /** Only the setting with so many days of log and days after it, such as 120+90. */
    only: { type: 'string' },
  },
});
const settings = [
  { days: 60, horizon: 30 },
  { days: 120, horizon: 30 },
  { days: 120, horizon: 90 },
  { days: 270, horizon: 90 },
] as const;
const dayMs = 86_400_000;

process.stdout.write(`${machine()}; ${values.tokens} tokens, ${values.seeds} fleets\n`);
for (const { days, horizon } of settings) {
  if (values.only !== undefined && values.only !== `${days}+${horizon}`) continue;
  const principals: Outcomes = { forecast: [], unseen: [], base: [] };
  const removals: Forecasts[] = [];
  for (let seed = 1; seed <= Number(values.seeds); seed++) {
    const folder = mkdtempSync(join(tmpdir(), 'scopelight-bench-'));
    const store = await openStore(folder);
    try {
      await makeJobFleet(store, { tokens: Number(values.tokens), days: days + horizon, seed });
      await addFleet(store, { days, horizon }, principals, removals);
    } finally {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    }
  }
  print(days, horizon, principals, removals);
}

interface Outcomes {
  readonly forecast: Forecasts[];
  /** The estimate for unseen species, and the share known before, for the same principals. */
  readonly unseen: Forecasts[];
  readonly base: Forecasts[];
}

async function addFleet(
  store: Store,
  { days, horizon }: { readonly days: number; readonly horizon: number },
  principals: Outcomes,
  removals: Forecasts[],
): Promise<void> {
  const forecast = await forecastFleet(store, jobSpan({ days }), horizon);
  if (!forecast) throw new Error('the window is too short');
  const chances = new Map(forecast.holders().map(({ principalId, chance }) => [principalId, chance]));
  const from = jobSpan({ days }).from / dayMs;
  const [facts] = await foldFacts(store, [{ from, cut: from + days, to: from + days + horizon }]);
  if (!facts) throw new Error('there is no fold');
  for await (const holder of holderDays(store, jobSpan({ days: days + horizon }))) {
    const result = removalsOf(holder, facts.of(holder), facts.fold);
    const chance = chances.get(holder.principalId);
    if (!result || chance === undefined || result.removed.isEmpty) continue;
    const hits = result.missed.isEmpty ? 0 : 1;
    principals.forecast.push({ chance, count: 1, hits });
    principals.unseen.push({ chance: unseenChance(result.uses, horizon), count: 1, hits });
    principals.base.push({ chance: forecast.withinHorizon(forecast.baseRate.share), count: 1, hits });
    for (const one of forecast.of(holder)?.removals ?? []) {
      removals.push({ chance: one.chance, count: 1, hits: result.missed.has(one.permission) ? 1 : 0 });
    }
  }
}

function print(
  days: number,
  horizon: number,
  { forecast, unseen, base }: Outcomes,
  removals: Forecasts[],
): void {
  const hits = forecast.reduce((sum, one) => sum + one.hits, 0);
  const share = hits / forecast.length;
  write(
    `\n${days} days of log, the next ${horizon}: ${forecast.length} principals, of ${percent(share)} something removed was needed`,
  );
  write('');
  write('| said | came true | 95 % bounds | principals |');
  write('| --- | --- | --- | --- |');
  for (const { forecast: said, observed, count } of reliabilityOf(forecast, 5))
    write(
      `| ${percent(said)} | ${percent(observed.share)} | ${percent(observed.low)} – ${percent(observed.high)} | ${count} |`,
    );
  write('');
  write('| Brier score of | principals | removals |');
  write('| --- | --- | --- |');
  const removalShare = removals.reduce((sum, one) => sum + one.hits, 0) / removals.length;
  write(`| the forecast | ${brierScore(forecast).toFixed(4)} | ${brierScore(removals).toExponential(4)} |`);
  write(`| the share known before, for all | ${brierScore(base).toFixed(4)} | |`);
  write(
    `| the share that came out, for all | ${(share * (1 - share)).toFixed(4)} | ${(removalShare * (1 - removalShare)).toExponential(4)} |`,
  );
  write(`| unseen species (Chao2), one by one | ${brierScore(unseen).toFixed(4)} | |`);
  const top = reliabilityOf(removals, 100).at(-1);
  if (top)
    write(
      `\nremovals: the likeliest hundredth was said ${percent(top.forecast)}, ${percent(top.observed.share)} came true; all ${percent(removalShare)}`,
    );
}

function percent(share: number): string {
  return `${(100 * share).toFixed(share < 0.01 ? 3 : 1)} %`;
}

function write(text: string): void {
  process.stdout.write(`${text}\n`);
}
