import type { Rule } from '../analysis/findings/rule.ts';
import type { Mute } from '../services/findings/mute-findings.ts';
import { readTextFile } from './read-text-file.ts';

const hint = 'name a text file with a finding’s id or a rule on each line';

/** Reads the file that `--mute` names; none, where nothing is to be muted. */
export async function readMuteFile(
  path: string | undefined,
  userRules: readonly Rule[] = [],
): Promise<readonly Mute[]> {
  if (path === undefined) return [];
  const { readMutes } = await import('../services/findings/mute-findings.ts');
  return readMutes(readTextFile(path, 'the mutes', hint), path, userRules);
}
