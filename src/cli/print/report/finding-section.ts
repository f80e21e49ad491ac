import { severities } from '../../../model/finding.ts';
import type { Report } from '../../../model/report.ts';
import { findingLines } from '../findings/finding-lines.ts';
import { tally } from '../findings/finding-list-page.ts';
import type { Line } from '../run.ts';
import { andMore, heading } from '../sentence.ts';
import { counted } from '../words.ts';

const shownMax = 5;

/** The findings to act on first; the worst come first. */
export function findingSection({ findings }: Report, width: number): Line[] {
  if (findings.length === 0) return [];
  const sorted = findings.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
  return [
    ...heading(`${counted(findings.length, 'finding')}: act on these first.`, width, tally(findings)),
    ...sorted.slice(0, shownMax).flatMap((finding) => findingLines(finding, width)),
    ...andMore(findings.length - shownMax, width),
  ];
}
