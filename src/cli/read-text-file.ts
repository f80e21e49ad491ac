import { readFileSync } from 'node:fs';
import { ScopelightError } from '../model/error.ts';

/**
 * Reads a file that an option names.
 * @param what it holds, as in `the mutes`
 * @param hint what to name instead
 * @throws {ScopelightError} `input.not-found` when it cannot be read
 */
export function readTextFile(path: string, what: string, hint: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new ScopelightError('input.not-found', `${what} in \`${path}\` cannot be read`, { cause, hint });
  }
}
