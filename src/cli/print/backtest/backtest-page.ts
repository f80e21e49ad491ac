import type { Backtest } from '../../../model/backtest.ts';
import type { Line } from '../run.ts';
import { title } from '../sentence.ts';
import { breakSection } from './break-section.ts';
import { breakageSection } from './breakage-section.ts';
import { calendarSection } from './calendar-section.ts';
import { calibrationSection } from './calibration-section.ts';
import { foldSection } from './fold-section.ts';
import { headSection } from './head-section.ts';
import { ruleSection } from './rule-section.ts';

/** What smaller policies would have broken, in the past they are made from and on days they had not seen. */
export function backtestPage(answer: Backtest, { width }: { readonly width: number }): Line[] {
  const { walkForward, breakage } = answer;
  return [
    ...title(answer.window, width),
    ...headSection(answer, width),
    ...ruleSection(walkForward, width),
    ...foldSection(walkForward, width),
    ...breakSection(walkForward, width),
    ...breakageSection({ breakage, isFleet: answer.subject === 'all' }, width),
    ...calendarSection(breakage, width),
    ...calibrationSection(breakage, width),
    [],
  ];
}
