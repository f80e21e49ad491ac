import type { Finding } from '../../../model/finding.ts';
import { type Line, line, lineWidth, run } from '../run.ts';
import { margin } from '../sentence.ts';
import { shortName } from '../words.ts';
import { wrap } from '../wrap.ts';

/** Rising bars say the severity where colour is lost. */
const bars: Readonly<Record<Finding['severity'], string>> = {
  critical: '▂▄▆█',
  high: '▂▄▆ ',
  medium: '▂▄  ',
  low: '▂   ',
  info: '    ',
};

/** One finding in a list: how bad, of whom, what, and what to do. */
export function findingLines(finding: Finding, width: number): Line[] {
  const { severity, title, subject, rule, fix, id } = finding;
  const mark = line(run(bars[severity], 'severity'), ` ${severity.padEnd(9)} `);
  const hang = lineWidth(mark);
  const further = { width, indent: margin + hang };
  return [
    ...wrap(
      [...mark, ...line(run(subjectName(finding), 'strong'), `${subjectId(finding, subject)}: ${title}`)],
      {
        width,
        indent: margin,
        hang,
      },
    ),
    ...wrap(line(`${fix.summary}  `, run(`${rule} ${id}`, 'faint')), further),
  ];
}

/** What people know the subject by. */
export function subjectName({ subject, evidence }: Finding): string {
  const { principal } = evidence;
  return shortName(typeof principal === 'string' && principal !== '' ? principal : subject);
}

function subjectId({ evidence }: Finding, subject: string): string {
  const { principal } = evidence;
  return principal === undefined || principal === subject || principal === '' ? '' : ` (${subject})`;
}
