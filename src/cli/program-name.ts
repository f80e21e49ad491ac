import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { packageRoot } from '../package-root.ts';

/** How the reader can call the program from where they are, for commands to paste. */
export function programName(): string {
  const launcher = join(packageRoot(), 'scopelight');
  const isInstalled = packageRoot().split(sep).includes('node_modules');
  if (isInstalled || !existsSync(launcher)) return 'scopelight';
  const near = relative(process.cwd(), launcher);
  return near.startsWith('..') ? launcher : `.${sep}${near}`;
}
