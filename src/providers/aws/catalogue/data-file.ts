import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../package-root.ts';

/** One part of a data file: the fields of its heading line and the lines below it, uncut. */
export interface Section {
  readonly head: readonly string[];
  readonly body: string;
}

/** The sections of a shipped data file; each begins with a line `@name…`. Throws when the installation lacks the file. */
export function readSections(file: string): Section[] {
  const text = readFileSync(join(packageRoot(), 'src/providers/aws/catalogue/data', file), 'utf8');
  return text
    .slice(1)
    .split('\n@')
    .map((section) => {
      const end = section.indexOf('\n');
      const head = end < 0 ? section : section.slice(0, end);
      return { head: head.trimEnd().split('\t'), body: end < 0 ? '' : section.slice(end + 1) };
    });
}

/** The lines of a section, each cut at its tabs. */
export function linesOf(section: Section): string[][] {
  if (section.body === '') return [];
  return section.body
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
}
