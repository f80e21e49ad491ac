import { globsOverlap, isGlob } from '../graph/glob.ts';

/** Whether a pattern surely stands for all that another one stands for. */
export function includesAll(pattern: string, other: string): boolean {
  if (pattern === other || pattern === '*') return true;
  if (!isGlob(pattern)) return false;
  // Wildcards of the other are letters here: only a wildcard of the pattern is as wide as they are.
  return globsOverlap(pattern, other.replaceAll('*', '\u0000').replaceAll('?', '\u0001'));
}
