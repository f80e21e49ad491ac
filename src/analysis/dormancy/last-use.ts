const dayMs = 86_400_000;

/** What is known of a token’s last use; all times in UTC epoch milliseconds. */
export interface UseRecords {
  /** End of what is held. */
  readonly end: number;
  readonly createdAt: number | undefined;
  /** Last call in the log that was not turned away, also one that names only its principal. */
  readonly logLast: number | undefined;
  /** From when to when use would have been in the log; undefined where holes leave no such stretch. */
  readonly judged: { readonly from: number; readonly to: number } | undefined;
  /** Granted permissions whose use leaves no record in the log. */
  readonly hidden: number;
  /** Days with use in the log. */
  readonly usedDays: number;
  /** The provider’s own record, which sees every use; undefined where it was not exported. */
  readonly provider: { readonly last: number | undefined; readonly observedAt: number } | undefined;
}

/** How long a token has surely been silent. */
export interface SureSilence {
  /** Undefined where no use was ever seen. */
  readonly lastUsed: number | undefined;
  readonly source: 'log' | 'provider' | undefined;
  /** Whole days without use, for sure; undefined where nothing tells. */
  readonly idleDays: number | undefined;
  /** What keeps the silence from being sure. */
  readonly obstacle: string | undefined;
}

const never = Number.NEGATIVE_INFINITY;
/** A token with so many days of recorded use would have left a record of the next one, too. */
const recordedUserDays = 5;
/** An inventory that is older than the end of the log by more than this does not speak for its end. */
const freshDays = 7;

/**
 * Puts the log and the provider’s own record together. The log proves silence only where it is whole and records what the
 * token may do; the provider’s record proves it up to the day it was exported.
 */
export function sureSilence(records: UseRecords): SureSilence {
  const { end, createdAt, logLast, judged, provider } = records;
  const last = Math.max(logLast ?? never, provider?.last ?? never);
  const lastUsed = last === never ? undefined : last;
  const source = lastUsed === undefined ? undefined : lastUsed === logLast ? 'log' : 'provider';
  const byProvider = provider !== undefined && end - provider.observedAt <= freshDays * dayMs;
  const logObstacle = obstacleInLog(records);
  const silent = (from: number, to: number): SureSilence => ({
    lastUsed,
    source,
    idleDays: Math.max(0, Math.floor((Math.min(to, end) - Math.max(from, createdAt ?? never)) / dayMs)),
    obstacle: undefined,
  });
  const upTo = Math.max(provider?.observedAt ?? never, judged?.to ?? never);
  // That there was no use at all is told from when it was made.
  const from = lastUsed ?? createdAt ?? judged?.from;
  if (byProvider && from !== undefined) return silent(from, upTo);
  if (logObstacle === undefined && judged) {
    // An older export still tells what was before the log.
    const isBridged = provider?.last !== undefined && provider.observedAt >= judged.from;
    return silent(isBridged ? last : Math.max(last, judged.from), judged.to);
  }
  return { lastUsed, source, idleDays: undefined, obstacle: logObstacle };
}

function obstacleInLog({ judged, hidden, usedDays, end }: UseRecords): string | undefined {
  if (!judged) return 'the log of its account is missing, too short, or has holes';
  if (end - judged.to > freshDays * dayMs) return 'the log of its account ends before the others';
  if (hidden > 0 && usedDays < recordedUserDays) {
    return `${hidden} of the things it may do leave no record in the log, and the provider’s own record of last use is not among the inventories`;
  }
  return undefined;
}
