import type { CheckAnswer } from '../../../model/check.ts';
import { safeText } from '../safe-text.ts';
import { counted } from '../words.ts';
import { changeWords, conclusionOf, levelWords } from './change-words.ts';

const rowsMax = 50;

/** The answer as Markdown, for a pull request. Names come from files that anybody may have written: they are text there. */
export function checkMarkdown({ changes, findings, unread, base, files }: CheckAnswer): string {
  const head = conclusionOf(changes) ?? 'No new power';
  const about = base === null ? 'compared with nothing' : `against ${code(base)}`;
  return [
    `### Scopelight: ${head}`,
    '',
    `${counted(files, 'file')} ${about}.`,
    ...table(
      ['who', 'what', 'levels', 'where'],
      changes.map((change) => [
        code(change.subject),
        changeWords(change),
        levelWords(change),
        code(`${change.path}:${change.line}`),
      ]),
    ),
    ...table(
      ['severity', 'who', 'what', 'permissions', 'where'],
      findings.map(({ severity, subject, title, permissions, permissionCount, path, line, rule, fix }) => [
        `**${severity}** ${rule}`,
        code(subject),
        `${text(title)}. *${text(fix)}*`,
        `${permissions.slice(0, 5).map(code).join(' ')}${permissionCount > 5 ? ` and ${permissionCount - 5} more` : ''}`,
        code(`${path}:${line}`),
      ]),
    ),
    ...table(
      ['not known', 'where'],
      unread.map(({ reason, path, line }) => [text(reason), code(`${path}:${line}`)]),
    ),
    '',
  ].join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return [];
  const shown = rows.slice(0, rowsMax).map((row) => `| ${row.join(' | ')} |`);
  const rest = rows.length - shown.length;
  return [
    '',
    `| ${head.join(' | ')} |`,
    `|${' --- |'.repeat(head.length)}`,
    ...shown,
    ...(rest > 0 ? ['', `and ${rest} more`] : []),
  ];
}

/** Text that Markdown and HTML leave as it is. */
function text(value: string): string {
  return safeText(value, 500).replace(/[\\`*_{}[\]<>()#+!|~&@$]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** Text in the letters of code; a backtick or bar could end it. */
function code(value: string): string {
  return `<code>${safeText(value, 300).replace(/[^\w ./:,-]/g, (letter) => `&#${letter.codePointAt(0)};`)}</code>`;
}
