import { readFileSync } from 'node:fs';
import { ScopelightError } from '../../../model/error.ts';

/**
 * Gives the text of a file that a setting names.
 * @throws {ScopelightError} `usage.invalid` when it cannot be read
 */
export function fileText(path: string, setting: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new ScopelightError('usage.invalid', `\`${path}\` cannot be read, which \`${setting}\` names`, {
      cause,
      hint: 'check the path, and that you may read it',
    });
  }
}
