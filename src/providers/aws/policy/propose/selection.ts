import type { Selection } from '../parse-statement.ts';
import { covers, hasVariables, overlaps } from '../resource-pattern.ts';

/** A selection of one pattern. */
export function only(pattern: string): Selection {
  return { kind: 'only', patterns: [pattern] };
}

/** Equal exactly for equal selections whose patterns are in order. */
export function selectionKey({ kind, patterns }: Selection): string {
  return JSON.stringify([kind, ...patterns]);
}

/** Whether every resource of the inner selection is surely in the outer one, as far as single patterns tell. */
export function selectionCovers(outer: Selection, inner: Selection): boolean {
  if (outer.kind === 'only') {
    const patterns = inner.kind === 'only' ? inner.patterns : ['*'];
    return patterns.every((pattern) => outer.patterns.some((one) => covers(one, pattern)));
  }
  if (inner.kind === 'except') return selectionKey(outer) === selectionKey(inner);
  return inner.patterns.every((pattern) => isOutside(pattern, outer.patterns));
}

/** Whether a pattern surely shares no resource with any of the exceptions. */
export function isOutside(pattern: string, exceptions: readonly string[]): boolean {
  return exceptions.every((one) => !hasVariables(one) && !overlaps(one, pattern));
}

/** Whether a selection is about every resource, but for exceptions. */
export function isEverywhere({ kind, patterns }: Selection): boolean {
  return kind === 'except' || patterns.includes('*');
}

/** Its patterns for a reader; exceptions have a leading `!`, as in grants. */
export function patternsOf({ kind, patterns }: Selection): readonly string[] {
  return kind === 'only' ? patterns : patterns.map((pattern) => `!${pattern}`);
}
