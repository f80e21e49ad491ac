/** When a token was used, as far as a log shows it, in whole days. */
export interface UseHistory {
  /** Days from one day with use to the next, in order. */
  readonly gaps: readonly number[];
  /** Days without use before the first one, in which use would have been seen; 0 where nothing is known. */
  readonly leadDays: number;
  /** Days without use at the end, in which use would have been seen. */
  readonly silenceDays: number;
}

/** Reads a history from days with use; `seenFrom` is the first day on which use would have been seen. */
export function historyOf(days: readonly number[], seenFrom: number, silenceDays: number): UseHistory {
  const [first] = days;
  return {
    gaps: days.slice(1).map((day, i) => day - (days[i] ?? day)),
    leadDays: first === undefined ? 0 : Math.max(0, first - seenFrom),
    silenceDays: Math.max(0, silenceDays),
  };
}
