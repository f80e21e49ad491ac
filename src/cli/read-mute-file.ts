import { readFileSync } from 'node:fs';
import type { Rule } from '../analysis/findings/rule.ts';
import { ScopelightError } from '../model/error.ts';
import type { Mute } from '../services/mute-findings.ts';

/** Reads the file that `--mute` names; none, where nothing is to be muted. */
export async function readMuteFile(
  path: string | undefined,
  userRules: readonly Rule[] = [],
): Promise<readonly Mute[]> {
  if (path === undefined) return [];
  const { readMutes } = await import('../services/mute-findings.ts');
  return readMutes(textOf(path), path, userRules);
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new ScopelightError('input.not-found', `the mutes in \`${path}\` cannot be read`, {
      cause,
      hint: 'name a text file with a finding’s id or a rule on each line',
    });
  }
}
