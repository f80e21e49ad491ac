import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type FactsFile = 'objects.tsv' | 'other-objects.tsv' | 'user-permissions.tsv';

/** The lines of a facts file, cut at tabs; comments are left out. */
export function factLines(file: FactsFile): string[][] {
  const text = readFileSync(join(import.meta.dirname, 'facts', file), 'utf8');
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return lines.map((line) => line.split('\t'));
}
