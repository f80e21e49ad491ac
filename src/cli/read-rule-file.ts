import type { Rule } from '../analysis/findings/rule.ts';
import { readTextFile } from './read-text-file.ts';

const hint = 'name a YAML file with a list of `rules`; docs/rules.md shows one';

/** Reads the file that `--rules` names; none, where there are only our own. */
export async function readRuleFile(path: string | undefined): Promise<readonly Rule[]> {
  if (path === undefined) return [];
  const { readRules } = await import('../analysis/findings/user-rules/read-rules.ts');
  return readRules(readTextFile(path, 'the rules', hint), path);
}
