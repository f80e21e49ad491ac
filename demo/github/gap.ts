import type { TimeWindow } from '../time.ts';
import { splitGap, triedIn } from '../truth/gap.ts';
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
  const tried = triedIn(uses);
  const isJudged = since <= window.from && !isOpen;
  const reachesRepositories = granted.some(
    (permission) => tried.has(permission) && isOnRepositories(permission),
  );
  return splitGap(
    granted,
    tried,
    (permission) =>
      isJudged &&
      isAlwaysRecorded(permission) &&
      // Whoever reaches a repository needs to see it.
      !(permission === 'metadata:read' && reachesRepositories),
  );
}
