import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

let found: string | undefined;

/**
 * The folder of Scopelight's own `package.json`, whether the program runs from its TypeScript source or from a bundle.
 * Throws when no parent folder is Scopelight's, which means a broken installation.
 */
export function packageRoot(): string {
  found ??= search(import.meta.dirname);
  return found;
}

function search(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (isScopelight(join(folder, 'package.json'))) return folder;
    if (dirname(folder) === folder)
      throw new Error(`installation is incomplete: no package root above \`${start}\``);
  }
}

function isScopelight(manifest: string): boolean {
  if (!existsSync(manifest)) return false;
  const { name }: { name?: unknown } = JSON.parse(readFileSync(manifest, 'utf8'));
  return name === 'scopelight';
}
