import { periodsSeen, periodsText } from '../../analysis/rhythm-periods.ts';
import type { Span } from '../../model/window.ts';
import type { Calibration } from '../../policy/breakage/calibration.ts';
import type { Forecast } from '../../policy/breakage/forecast.ts';

/** Says in words what a chance of breakage rests on, and what no window of this length can know. */
export function breakageBasis(parts: {
  readonly forecast: Forecast | undefined;
  readonly calibration: Calibration | undefined;
  readonly horizonDays: number;
  readonly span: Span;
  /** Whether anything can be judged of what the subject is granted. */
  readonly isJudged: boolean;
}): string {
  const { forecast, calibration, horizonDays, span, isJudged } = parts;
  const calendar = periodsText(periodsSeen(span));
  if (!forecast) return `the log is too short to look back and see what was needed after all; ${calendar}`;
  if (!isJudged) return `nothing is granted of which silence is evidence; ${calendar}`;
  const { outcomeDays } = forecast;
  const drawn =
    horizonDays > outcomeDays
      ? `, looked at for ${outcomeDays} days each and drawn out to ${horizonDays}`
      : '';
  return `${learntFrom(forecast, calibration)}${drawn}; ${calendar}`;
}

function learntFrom({ isModel, baseRate }: Forecast, calibration: Calibration | undefined): string {
  const cases = baseRate.count.toLocaleString('en-US');
  if (!isModel) {
    return `base rate: something removed was needed of ${baseRate.broken} in ${cases} principals at earlier moments of this log, too few to tell them apart`;
  }
  const score = calibration
    ? `, Brier score ${calibration.holders.brier.toFixed(3)} on days held back, where the best single number for all has ${calibration.holders.hindsightBrier.toFixed(3)}`
    : '';
  return `learnt from what became of ${cases} principals at earlier moments of this log${score}`;
}
