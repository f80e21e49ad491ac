import type { TimeWindow } from '../time.ts';
import type { PermissionUse, TokenGapTruth } from '../truth/truth.ts';
import { isAlwaysRecorded, isOnRepositories } from './permissions.ts';

/** What a token holds, by name, and since when. */
export interface Held {
  readonly granted: readonly string[];
  readonly since: number;
}

/** Says what must be concluded of each permission that a token holds. */
export function gapOf(
  { granted, since }: Held,
  uses: readonly PermissionUse[],
  { window, isOpen }: { readonly window: TimeWindow; readonly isOpen: boolean },
): TokenGapTruth {
  const tried = new Set(
    uses.filter(({ allowed, error }) => allowed + error > 0).map(({ permission }) => permission),
  );
  const used = granted.filter((permission) => tried.has(permission));
  const reachesRepositories = used.some(isOnRepositories);
  const isSilent = (permission: string): boolean =>
    // Whoever reaches a repository needs to see it.
    isAlwaysRecorded(permission) && !(permission === 'metadata:read' && reachesRepositories);
  const isJudged = since <= window.from && !isOpen;
  const rest = granted.filter((permission) => !tried.has(permission));
  return {
    granted,
    used,
    unused: rest.filter((permission) => isJudged && isSilent(permission)),
    unknown: rest.filter((permission) => !isJudged || !isSilent(permission)),
  };
}
