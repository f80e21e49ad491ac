import type { Selection } from '../parse-statement.ts';
import { common, covers, mayMatch } from '../resource-pattern.ts';
import { isOutside, only } from './selection.ts';

/**
 * What a held statement gives of a resource pattern, as narrowly as patterns can say, and never more than is held.
 * `members` are the very resources that the pattern stands for: they are named where the whole pattern is not held.
 */
export function within(
  pattern: string,
  held: Selection,
  members: readonly string[],
  namedMax: number,
): readonly Selection[] {
  return held.kind === 'only'
    ? withinNamed(pattern, held.patterns, members, namedMax).map(only)
    : outsideNamed(pattern, held, members);
}

function withinNamed(
  pattern: string,
  held: readonly string[],
  members: readonly string[],
  namedMax: number,
): readonly string[] {
  if (held.some((one) => covers(one, pattern))) return [pattern];
  return held.flatMap((one) => {
    if (covers(pattern, one)) return [one];
    if (!mayMatch(pattern, one)) return [];
    const shared = common(pattern, one);
    if (shared !== undefined) return shared;
    const named = members.filter((member) => covers(one, member));
    return named.length > 0 && named.length <= namedMax ? named : [one];
  });
}

/** The exceptions of a `NotResource` are kept only where they cannot be told to be of no concern. */
function outsideNamed(pattern: string, held: Selection, members: readonly string[]): readonly Selection[] {
  if (held.patterns.some((one) => covers(one, pattern))) return [];
  if (isOutside(pattern, held.patterns)) return [only(pattern)];
  const named = members.filter((member) => isOutside(member, held.patterns));
  return named.length > 0 && named.length <= namedOutsideMax ? named.map(only) : [held];
}

const namedOutsideMax = 20;
