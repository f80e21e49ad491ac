import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../package-root.ts';

/** The lines of a provider’s shipped data file, each cut at its tabs. Throws when the installation lacks the file. */
export function readRows(provider: string, file: string): readonly string[][] {
  const text = readFileSync(join(packageRoot(), 'src/providers', provider, 'catalogue/data', file), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
}

/** The words of a field; none for an empty one. */
export function wordsOf(field: string | undefined): readonly string[] {
  return field === undefined || field === '' ? [] : field.split(' ');
}

/** Runs a function once, at its first call, and keeps the result. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
