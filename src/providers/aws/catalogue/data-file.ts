import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../package-root.ts';

/** The lines of a shipped data file, each cut at its tabs. Throws when the installation lacks the file. */
export function readDataFile(name: string): string[][] {
  const text = readFileSync(join(packageRoot(), 'src/providers/aws/catalogue/data', name), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
}

/** Runs a function once, at its first call, and keeps the result. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
