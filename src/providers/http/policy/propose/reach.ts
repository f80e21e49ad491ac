import { type Route, routes } from '../../catalogue/index.ts';

/** The operations that scopes let pass, but for those that need none: nobody needs a scope for them. */
export function reachOf(scopes: ReadonlySet<string>): readonly Route[] {
  return routes().filter(({ ways }) => ways.some((way) => way.length > 0 && isGiven(way, scopes)));
}

/** Whether scopes hold all that one way asks for. */
export function isGiven(way: readonly string[], scopes: ReadonlySet<string>): boolean {
  return way.every((scope) => scopes.has(scope));
}

/** The operations that would not pass without one of some scopes, and that nobody was seen to need. */
export function addedBy(
  scope: string,
  given: ReadonlySet<string>,
  used: readonly Route[],
): readonly string[] {
  const others = new Set([...given].filter((one) => one !== scope));
  const known = new Set([...used, ...reachOf(others)]);
  const added = reachOf(given).filter((route) => !known.has(route));
  return [...new Set(added.map(({ name }) => name))].sort();
}
