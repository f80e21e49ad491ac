import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../package-root.ts';

/** How the reader can call the program from where they are, for commands to paste. */
export function programName(): string {
  const isCheckout = process.cwd() === packageRoot() && existsSync(join(packageRoot(), 'scopelight'));
  return isCheckout ? './scopelight' : 'scopelight';
}
