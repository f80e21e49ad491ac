import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../../src/analysis/findings/rules.ts';
import { packageRoot } from '../../src/package-root.ts';
import { markdownTable } from './markdown-table.ts';

const marks = {
  from: '<!-- rules: written by scripts/docs/generate.ts -->',
  to: '<!-- end of rules -->',
} as const;

/** The page of findings, with what the code says of every rule between the marks: path from the root and text. */
export function findingRules(): [path: string, text: string] {
  const path = 'docs/findings.md';
  const page = readFileSync(join(packageRoot(), path), 'utf8');
  const from = page.indexOf(marks.from);
  const to = page.indexOf(marks.to);
  if (from < 0 || to < from) throw new Error(`${path} lacks the marks \`${marks.from}\` and \`${marks.to}\``);
  const sections = rules.map(({ id, what, why, severities, yieldsTo }) =>
    [
      `### ${id}\n`,
      `${what} ${why}\n`,
      markdownTable(
        ['severity', 'when'],
        severities.map(({ severity, when }) => [severity, when]),
      ),
      ...(yieldsTo.length === 0 ? [] : [`Yields to ${yieldsTo.map((rule) => `\`${rule}\``).join(', ')}.\n`]),
    ].join('\n'),
  );
  return [path, `${page.slice(0, from)}${marks.from}\n\n${sections.join('\n')}\n${page.slice(to)}`];
}
