import { readFileSync } from 'node:fs';
import type { Rule } from '../analysis/findings/rule.ts';
import { ScopelightError } from '../model/error.ts';

/** Reads the file that `--rules` names; none, where there are only our own. */
export async function readRuleFile(path: string | undefined): Promise<readonly Rule[]> {
  if (path === undefined) return [];
  const { readRules } = await import('../analysis/findings/user-rules/read-rules.ts');
  return readRules(textOf(path), path);
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new ScopelightError('input.not-found', `the rules in \`${path}\` cannot be read`, {
      cause,
      hint: 'name a YAML file with a list of `rules`; docs/rules.md shows one',
    });
  }
}
