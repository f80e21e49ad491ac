/** How often permissions were used, by the days they were used on. */
export interface UseCounts {
  /** Days looked at. */
  readonly days: number;
  /** Permissions used at all, on one day only, and on two. */
  readonly used: number;
  readonly once: number;
  readonly twice: number;
}

/** How many permissions that were never used are still to come, however long one waits (Chao2). */
export function unseenEver({ days, once, twice }: UseCounts): number {
  if (days === 0) return 0;
  const scale = (days - 1) / days;
  return scale * (twice > 0 ? (once * once) / (2 * twice) : (once * (once - 1)) / 2);
}

/**
 * The chance that a permission never used before is used in the days to come, as the estimate for unseen species has it.
 * For one token alone it is worse than the average of all: it stands beside the forecast to show that.
 */
export function unseenChance(counts: UseCounts, horizonDays: number): number {
  const unseen = unseenEver(counts);
  if (unseen <= 0) return 0;
  const expected = unseen * (1 - (1 - counts.once / (counts.days * unseen + counts.once)) ** horizonDays);
  return 1 - Math.exp(-expected);
}
