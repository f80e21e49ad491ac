import { periodsSeen, periodsText } from '../analysis/rhythm-periods.ts';
import type { Forecast } from '../policy/breakage/forecast.ts';
import type { BreakageParts } from './backtest-breakage.ts';

/** Says in words what a chance of breakage rests on, and what no window of this length can know. */
export function breakageBasis(
  { forecast, horizonDays, span }: Pick<BreakageParts, 'forecast' | 'horizonDays' | 'span'>,
  probability: number | null,
): string {
  const calendar = periodsText(periodsSeen(span));
  if (!forecast) return `the log is too short to look back and see what was needed after all; ${calendar}`;
  if (probability === null) return `nothing is removed of which silence is evidence; ${calendar}`;
  const stretched =
    horizonDays > forecast.outcomeDays
      ? `, looked at for ${forecast.outcomeDays} days each and drawn out to ${horizonDays}`
      : '';
  return `${learntFrom(forecast)}${stretched}; ${calendar}`;
}

function learntFrom({ isModel, baseRate, calibration, broken }: Forecast): string {
  const cases = baseRate.count.toLocaleString('en-US');
  if (!isModel.holders) {
    return `base rate: something removed was needed of ${broken} in ${cases} principals at earlier moments of this log, too few to tell them apart`;
  }
  const score = calibration
    ? `, Brier score ${calibration.holders.brier.toFixed(3)} on days held back, where the best single number for all has ${calibration.holders.hindsightBrier.toFixed(3)}`
    : '';
  return `learnt from what became of ${cases} principals at earlier moments of this log${score}`;
}
