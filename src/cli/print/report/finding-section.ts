import type { Finding, Report } from '../../../model/report.ts';
import { type Line, line, lineWidth, run } from '../run.ts';
import { andMore, heading, margin } from '../sentence.ts';
import { count, counted, shortName } from '../words.ts';
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
export function findingSection({ findings, tokens }: Report, width: number): Line[] {
  if (findings.length === 0) return [];
  const sorted = findings.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
  const shown = sorted.slice(0, shownMax);
  const tally = severities
    .map((severity) => ({ severity, found: findings.filter((finding) => finding.severity === severity) }))
    .filter(({ found }) => found.length > 0)
    .map(({ severity, found }) => `${count(found.length)} ${severity}`);
  const principals = new Map(tokens.map(({ id, principal }) => [id, principal]));
  return [
    ...heading(`${counted(findings.length, 'finding')}: act on these first.`, width, tally.join(', ')),
    ...shown.flatMap((finding) => findingLines(finding, principals.get(finding.subject), width)),
    ...andMore(findings.length - shown.length, width),
  ];
}

/** A finding says of its subject what its title says. */
function findingLines(finding: Finding, principal: string | undefined, width: number): Line[] {
  const { severity, title, subject, rule, fix } = finding;
  const name = shortName(principal ?? subject);
  const id = principal === undefined || principal === subject ? '' : ` (${subject})`;
  const mark = line(run(bars[severity], 'severity'), ` ${severity.padEnd(9)} `);
  const hang = lineWidth(mark);
  return [
    ...wrap([...mark, ...line(run(name, 'strong'), `${id}: ${title}`)], { width, indent: margin, hang }),
    ...wrap(line(`${fix.summary}  `, run(rule, 'faint')), { width, indent: margin + hang }),
  ];
}
