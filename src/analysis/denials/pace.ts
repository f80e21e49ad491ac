/** At most this often would refusals at random leave so long a stretch without one. */
const luckMax = 0.01;

/**
 * Says whether something began inside a stretch of days: whether its own pace would hardly have left the days before its
 * first time without it.
 * @param times days with it, from first to last
 * @param before days before the first
 * @param after days from the first to the end of the stretch, the first included
 */
export function hasBegun(times: number, before: number, after: number): boolean {
  return luckOfSilence(times, before, after) <= luckMax;
}

/** The chance that days thrown at random on a stretch all miss its first `silent` days. */
function luckOfSilence(times: number, silent: number, rest: number): number {
  if (silent <= 0) return 1;
  return (rest / (rest + silent)) ** times;
}
