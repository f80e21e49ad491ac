import type { Finding } from '../../../model/report.ts';
import { type Line, line, run } from '../run.ts';
import { heading, margin } from '../sentence.ts';
import { counted } from '../words.ts';
import { wrap } from '../wrap.ts';

const shownMax = 5;

const severities = ['critical', 'high', 'medium', 'low', 'info'] as const;

/** Rising bars say the severity where colour is lost. */
const bars: Readonly<Record<Finding['severity'], string>> = {
  critical: '▂▄▆█',
  high: '▂▄▆ ',
  medium: '▂▄  ',
  low: '▂   ',
  info: '    ',
};

/** The findings to act on first; the worst come first. */
export function findingSection(findings: readonly Finding[], width: number): Line[] {
  if (findings.length === 0) return [];
  const sorted = findings.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
  const tally = severities
    .map((severity) => ({
      severity,
      found: findings.filter((finding) => finding.severity === severity).length,
    }))
    .filter(({ found }) => found > 0)
    .map(({ severity, found }) => `${found} ${severity}`);
  return [
    ...heading(`${counted(findings.length, 'finding')}: act on these first.`, tally.join(', '), width),
    ...sorted.slice(0, shownMax).flatMap((finding) => findingLines(finding, width)),
  ];
}

function findingLines({ severity, title, subject, rule, fix }: Finding, width: number): Line[] {
  const hang = 15;
  const first = line(run(bars[severity], 'severity'), ` ${severity.padEnd(9)} `, run(title, 'strong'));
  const detail = line(`${subject}. `, fix.summary, run(`  ${rule}`, 'faint'));
  return [...wrap(first, { width, indent: margin, hang }), ...wrap(detail, { width, indent: margin + hang })];
}
