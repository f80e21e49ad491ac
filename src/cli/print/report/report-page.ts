import type { Report } from '../../../model/report.ts';
import type { Line } from '../run.ts';
import { accountSection } from './account-section.ts';
import { findingSection } from './finding-section.ts';
import { gapSection } from './gap-section.ts';
import { headSection } from './head-section.ts';
import { limitSection } from './limit-section.ts';
import { loadSection } from './load-section.ts';
import { signSection } from './sign-section.ts';

export interface PageOptions {
  /** Columns of the terminal. */
  readonly width: number;
}

/** The report as a page for a terminal: conclusions first, then who, then how we know and what we cannot. */
export function reportPage(report: Report, { width }: PageOptions): Line[] {
  return [
    ...headSection(report, width),
    ...findingSection(report, width),
    ...gapSection(report.tokens, width),
    ...signSection(report, width),
    ...accountSection(report.tokens, width),
    ...limitSection(report, width),
    ...loadSection(report.sources, width),
  ];
}
