import type { TokenGap } from '../gap.ts';

const daySeconds = 86_400;
/** So much of what the old token used, the new one must have used too. */
const sharedUseMin = 0.8;
/** A rotation overlaps this long at most; the old token’s last use lies around the making of the new one. */
const beforeDays = 14;
const afterDays = 60;

/**
 * Finds the token of the same principal that took over from an idle one: a newer one of its kind, in use, whose making fits the
 * old one’s last use, and that does what the old one did where the log shows that.
 * @param lastUsed of the idle token, UTC epoch seconds
 * @param since a successor was used since then, UTC epoch seconds
 */
export function successorOf(
  gap: TokenGap,
  siblings: readonly TokenGap[],
  lastUsed: number | undefined,
  since: number,
): TokenGap | undefined {
  if (lastUsed === undefined) return undefined;
  const used = gap.used.union(gap.usedNotGranted);
  return siblings.find(({ token, calls, turnedAway, lastSeen, ...other }) => {
    const isInUse = token.status === 'active' && calls > turnedAway && (lastSeen ?? 0) >= since;
    if (token.kind !== gap.token.kind || !isInUse || token.createdAt === undefined) return false;
    if (token.createdAt <= (gap.token.createdAt ?? 0)) return false;
    const distanceDays = (lastUsed - token.createdAt) / daySeconds;
    if (distanceDays < -beforeDays || distanceDays > afterDays) return false;
    const shared = used.intersect(other.used.union(other.usedNotGranted)).size;
    return used.isEmpty || shared >= sharedUseMin * used.size;
  });
}
