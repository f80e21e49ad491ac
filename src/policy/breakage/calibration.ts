import { brierScore, type Forecasts, type ReliabilityBand, reliabilityOf } from './reliability.ts';
import { type UseCounts, unseenChance } from './unseen-species.ts';

/** How chances given before a cut met what came after it. */
export interface Score {
  readonly cases: number;
  readonly hits: number;
  /** Mean squared difference; lower is better. */
  readonly brier: number;
  /** Of giving everyone the share of the earlier cuts. */
  readonly baseBrier: number;
  /** Of giving everyone the share that came out: no single number could have done better. */
  readonly hindsightBrier: number;
  readonly bands: readonly ReliabilityBand[];
}

export interface Calibration {
  /** Epoch days of what was held back; `to` exclusive. */
  readonly from: number;
  readonly to: number;
  /** One removed permission each. */
  readonly removals: Score;
  /** One principal each: whether anything removed was needed. */
  readonly holders: Score & {
    /** Of the estimate for unseen species, principal by principal. */
    readonly unseenBrier: number;
    readonly unseenBands: readonly ReliabilityBand[];
  };
}

const bandCount = 5;

/** Sets chances beside what came true, and beside what simpler ways would have said. */
export function calibrationOf(input: {
  readonly from: number;
  readonly to: number;
  readonly removals: readonly Forecasts[];
  /** What was true of the cuts before. */
  readonly removalBase: number;
  readonly holders: readonly {
    readonly uses: UseCounts;
    readonly chance: number;
    readonly isBroken: boolean;
  }[];
  readonly holderBase: number;
}): Calibration {
  const { from, to, removals, removalBase, holders, holderBase } = input;
  const forecasts = holders.map(({ chance, isBroken }) => ({ chance, count: 1, hits: isBroken ? 1 : 0 }));
  const unseen = holders.map(({ uses, isBroken }) => ({
    chance: unseenChance(uses, to - from),
    count: 1,
    hits: isBroken ? 1 : 0,
  }));
  return {
    from,
    to,
    removals: scoreOf(removals, removalBase),
    holders: {
      ...scoreOf(forecasts, holderBase),
      unseenBrier: brierScore(unseen),
      unseenBands: reliabilityOf(unseen, bandCount),
    },
  };
}

function scoreOf(forecasts: readonly Forecasts[], base: number): Score {
  const cases = forecasts.reduce((sum, { count }) => sum + count, 0);
  const hits = forecasts.reduce((sum, one) => sum + one.hits, 0);
  return {
    cases,
    hits,
    brier: brierScore(forecasts),
    baseBrier: brierScore([{ chance: base, count: cases, hits }]),
    hindsightBrier: brierScore([{ chance: cases === 0 ? 0 : hits / cases, count: cases, hits }]),
    bands: reliabilityOf(forecasts, bandCount),
  };
}
