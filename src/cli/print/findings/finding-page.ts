import type { Finding } from '../../../model/finding.ts';
import { type Line, line, padLine, run } from '../run.ts';
import { heading, margin, paragraph, point } from '../sentence.ts';
import { wrap } from '../wrap.ts';
import { subjectName } from './finding-lines.ts';

/** One finding in full: why it is so severe, what it rests on, the commands, and what they would break. */
export function findingPage(finding: Finding, width: number): Line[] {
  const { severity, rule, id, title, reasons, evidence, fix, breaks, subject, account, provider } = finding;
  const facts: readonly (readonly [string, string])[] = [
    ['subject', subject],
    ['account', `${account} (${provider})`],
    ['severity', `${severity}: ${reasons.join('; ')}`],
    ['rule', rule],
    ['id', id],
  ];
  const evidenceFacts = Object.entries(evidence)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => [wordsOf(name), textOf(value)] as const);
  return [
    ...heading(`${subjectName(finding)}: ${title}.`, width),
    [],
    ...factLines(facts, width),
    ...heading('Evidence', width),
    ...factLines(evidenceFacts, width),
    ...heading('What to do', width),
    ...paragraph(line(`${fix.summary.slice(0, 1).toUpperCase()}${fix.summary.slice(1)}.`), width),
    ...steps('First, and this can be undone', fix.commands, width),
    ...steps('To undo it', fix.rollback, width),
    ...steps('Once nobody missed it', fix.revoke, width),
    ...(fix.notes.length === 0 ? [] : [[]]),
    ...fix.notes.flatMap((note) => point(line(note), width)),
    ...(breaks.length === 0 ? [] : heading('What that would break', width)),
    ...breaks.flatMap((loss) => point(line(loss), width)),
  ];
}

function factLines(facts: readonly (readonly [string, string])[], width: number): Line[] {
  return facts.flatMap(([name, value]) =>
    wrap([...padLine([run(name, 'faint')], nameWidth), ...line(value)], {
      width,
      indent: margin,
      hang: nameWidth,
    }),
  );
}

const nameWidth = 18;

/** Commands stand on lines of their own and are never broken, so that they can be pasted. */
function steps(title: string, commands: readonly string[], width: number): Line[] {
  if (commands.length === 0) return [];
  return [
    [],
    ...wrap([run(`${title}:`, 'faint')], { width, indent: margin }),
    ...commands.map((command): Line => [run(' '.repeat(2 * margin)), run(command)]),
  ];
}

/** `lastUsedByProvider` reads `last used by provider`. */
function wordsOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return 'not known';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(textOf).join(', ');
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([name, part]) => `${wordsOf(name)} ${textOf(part)}`)
      .join(' · ');
  }
  return String(value);
}
