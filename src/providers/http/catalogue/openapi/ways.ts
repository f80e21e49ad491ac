import type { Requirements } from './document.ts';

/** So many alternatives of one operation are told apart. */
const waysMax = 32;

/**
 * Gives the sets of scopes of which any one is enough. A requirement object is fulfilled as a whole, and one of the list is
 * enough; an operation’s own list stands in place of the document’s.
 *
 * Where some alternative asks for scopes, those that ask for none are left out: they are for callers without a token or with
 * another kind of credential, and that a token could do without its scopes, the document does not say.
 */
export function waysOf(own: Requirements, common: Requirements): readonly (readonly string[])[] {
  const sets = (own ?? common ?? []).map((requirement) =>
    [...new Set(Object.values(requirement).flat())].sort(),
  );
  const scoped = [...new Map(sets.map((set) => [set.join('\n'), set])).values()].filter(
    (set) => set.length > 0,
  );
  if (scoped.length === 0) return [[]];
  const isNeedless = (set: readonly string[]): boolean =>
    scoped.some((other) => other.length < set.length && other.every((scope) => set.includes(scope)));
  return scoped.filter((set) => !isNeedless(set)).slice(0, waysMax);
}
