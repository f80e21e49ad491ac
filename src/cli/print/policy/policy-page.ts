import type { PolicyAnswer } from '../../../model/policy.ts';
import { breakageSection } from '../backtest/breakage-section.ts';
import { calendarSection } from '../backtest/calendar-section.ts';
import type { Line } from '../run.ts';
import { commandSection } from './command-section.ts';
import { diffSection } from './diff-section.ts';
import { headSection } from './head-section.ts';
import { keptSection } from './kept-section.ts';
import { noteSection } from './note-section.ts';
import { proofSection } from './proof-section.ts';
import { statementSection } from './statement-section.ts';
import { unknownSection } from './unknown-section.ts';

/** A proposed policy as a page: what remains and why, what goes, what cannot be known, and the proof. */
export function policyPage(answer: PolicyAnswer, { width }: { readonly width: number }): Line[] {
  return [
    ...headSection(answer, width),
    ...statementSection(answer, width),
    ...diffSection(answer, width),
    ...keptSection(answer, width),
    ...unknownSection(answer, width),
    ...proofSection(answer, width),
    ...forecastSection(answer, width),
    ...noteSection(answer, width),
    ...commandSection(answer, width),
  ];
}

function forecastSection({ breakage, isUnchanged }: PolicyAnswer, width: number): Line[] {
  if (breakage === null || isUnchanged) return [];
  return [...breakageSection({ breakage, isFleet: false }, width), ...calendarSection(breakage, width)];
}
