import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jobSpan, makeJobFleet } from '../../bench/support/job-fleet.ts';
import type { Calibration } from '../../src/policy/breakage/calibration.ts';
import type { Forecast } from '../../src/policy/breakage/forecast.ts';
import { forecastFleet } from '../../src/policy/breakage/forecast-fleet.ts';
import type { Store } from '../../src/store/store.ts';
import { openTemporaryStore } from '../../src/store/temporary-store.ts';

const minutes = 60_000;
const days = 120;

describe('the forecast of breakage in a fleet of a thousand', () => {
  let store: Store;
  let forecast: Forecast;
  let calibration: Calibration;

  beforeAll(async () => {
    store = await openTemporaryStore();
    await makeJobFleet(store, { tokens: 1000, days, seed: 11 });
    const made = await forecastFleet(store, jobSpan({ days }), 20);
    if (!made?.calibration) throw new Error('nothing was held back');
    forecast = made;
    calibration = made.calibration;
  }, 5 * minutes);
  afterAll(() => store.close());

  it('is nearer to what came than the share known before and than unseen species', () => {
    const { brier, baseBrier, unseenBrier, cases } = calibration.holders;
    expect(cases).toBe(1000);
    expect(brier).toBeLessThan(baseBrier);
    expect(brier).toBeLessThan(unseenBrier);
    expect(calibration.removals.brier).toBeLessThan(calibration.removals.baseBrier);
  });

  it('says more of those that more came true for', () => {
    const observed = calibration.holders.bands.map(({ observed }) => observed.share);
    expect(observed.at(-1)).toBeGreaterThan(observed[0] ?? 1);
    const said = calibration.holders.bands.reduce((sum, { forecast, count }) => sum + forecast * count, 0);
    const came = calibration.holders.hits;
    expect(Math.abs(said - came) / came).toBeLessThan(0.35);
  });

  it('calls nothing certain, and expects fewer needs than there are removals', () => {
    for (const { chance, expected, removed } of forecast.holders()) {
      expect(chance).toBeGreaterThan(0);
      expect(chance).toBeLessThan(1);
      expect(expected).toBeLessThan(removed);
    }
  });
});
