import type { PermissionUse, TokenGapTruth } from './truth.ts';

/**
 * Says what must be concluded of each permission that a token holds, given in order of name. What it was not seen to use is
 * unused only where silence tells something.
 */
export function splitGap(
  granted: readonly string[],
  tried: ReadonlySet<string>,
  tells: (permission: string) => boolean,
): TokenGapTruth {
  const rest = granted.filter((permission) => !tried.has(permission));
  return {
    granted,
    used: granted.filter((permission) => tried.has(permission)),
    unused: rest.filter(tells),
    unknown: rest.filter((permission) => !tells(permission)),
  };
}

/** Gives the permissions that were needed at least once: tried, and not refused. */
export function triedIn(uses: readonly PermissionUse[]): ReadonlySet<string> {
  return new Set(
    uses.filter(({ allowed, error }) => allowed + error > 0).map(({ permission }) => permission),
  );
}
