import type { TokenPage } from '../../../model/report.ts';
import { dormancySection } from '../dormancy/dormancy-section.ts';
import { findingLines } from '../findings/finding-lines.ts';
import type { Line } from '../run.ts';
import { heading } from '../sentence.ts';
import { counted } from '../words.ts';
import { activitySection } from './activity-section.ts';
import { headSection } from './head-section.ts';
import { lineageSection } from './lineage-section.ts';
import { matrixSection } from './matrix-section.ts';
import { originSection } from './origin-section.ts';
import { roleSection } from './role-section.ts';
import { sampleSection } from './sample-section.ts';
import { usedSection } from './used-section.ts';

/** One token as a page for a terminal: what it may do, what it does, from where, and by whom. */
export function tokenPage(page: TokenPage, { width }: { readonly width: number }): Line[] {
  return [
    ...headSection(page, width),
    ...dormancySection(page.dormancy, width),
    ...findingsOf(page.findings, width),
    ...matrixSection(page, width),
    ...usedSection(page, width),
    ...activitySection(page, width),
    ...originSection(page, width),
    ...lineageSection(page, width),
    ...roleSection(page.roles, width),
    ...sampleSection(page, width),
  ];
}

function findingsOf(findings: TokenPage['findings'], width: number): Line[] {
  if (findings.length === 0) return [];
  return [
    ...heading(`${counted(findings.length, 'finding')} about it.`, width),
    ...findings.flatMap((finding) => findingLines(finding, width)),
  ];
}
