import type { CheckAnswer, CheckFinding, Gain } from '../../../model/check.ts';
import { type Line, line, run } from '../run.ts';
import { basis, heading, paragraph, point } from '../sentence.ts';
import { counted } from '../words.ts';
import { changeWords, conclusionOf, levelWords } from './change-words.ts';

const shownMax = 40;

/** What a change of configuration gives to whom, and what is wrong with it. */
export function checkPage(answer: CheckAnswer, { width }: { readonly width: number }): Line[] {
  const { changes, findings, unread, files, base } = answer;
  const conclusion =
    conclusionOf(changes) ??
    (changes.length === 0 ? 'Nothing in it changes who may do what' : 'Nobody gains power');
  const about = `${counted(files, 'file')} ${base === null ? 'with nothing to compare to: all of it counts as new' : `against ${base}`}`;
  return [
    ...heading(conclusion, width, about),
    ...changes.flatMap((change) => point(gainLine(change), width)),
    ...section(
      'To look at',
      findings.map(findingLine),
      width,
      findings.map(({ severity }) => severity),
    ),
    ...section(
      'Not known',
      unread.map(({ path, line: at, reason }) => line(run(`${path}:${at}`, 'strong'), ` ${reason}`)),
      width,
    ),
    ...(answer.window === null && findings.length > 0
      ? [[], ...basis('What of it nobody uses, usage data would tell: --data', width)]
      : []),
    ...(changes.length + findings.length === 0
      ? paragraph([run('No statement gives anything that was not given before.', 'faint')], width)
      : []),
  ];
}

function gainLine(change: Gain): Line {
  return line(
    run(change.subject, 'strong'),
    ` ${changeWords(change)}`,
    run(`  ${levelWords(change)}  ${change.path}:${change.line}`, 'faint'),
  );
}

function findingLine({ severity, rule, subject, title, path, line: at, where, fix }: CheckFinding): Line {
  return line(
    run(severity, 'severity'),
    ' ',
    run(subject, 'strong'),
    ` ${title}`,
    run(`  ${rule}, ${path}:${at}, ${where}. ${fix}`, 'faint'),
  );
}

function section(
  title: string,
  points: readonly Line[],
  width: number,
  severities: readonly CheckFinding['severity'][] = [],
): Line[] {
  if (points.length === 0) return [];
  return [
    ...heading(title, width),
    ...points
      .slice(0, shownMax)
      .flatMap((entry, index) =>
        point(
          entry,
          width,
          run(marks[severities[index] ?? 'info'], severities.length > 0 ? 'severity' : 'faint'),
        ),
      ),
    ...(points.length > shownMax
      ? basis(`and ${points.length - shownMax} more; --json lists all`, width)
      : []),
  ];
}

const marks: Readonly<Record<CheckFinding['severity'], string>> = {
  critical: '‼',
  high: '!',
  medium: '▲',
  low: '·',
  info: '·',
};
