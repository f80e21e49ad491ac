/**
 * The chance that at least `hits` of `points` days, thrown at random on `days` days, fall on `slots` given ones
 * (the upper tail of the hypergeometric distribution).
 */
export function luckOfHits(days: number, slots: number, points: number, hits: number): number {
  let chance = 0;
  const all = logChoose(days, points);
  for (let k = hits; k <= Math.min(points, slots); k++) {
    chance += Math.exp(logChoose(slots, k) + logChoose(days - slots, points - k) - all);
  }
  return Math.min(1, chance);
}

/** The chance that `hits` thrown at random on `occasions` all fall on different ones. */
export function luckOfSpread(occasions: number, hits: number): number {
  let chance = 1;
  for (let k = 1; k < hits; k++) chance *= Math.max(0, 1 - k / occasions);
  return chance;
}

/** An upper bound of the chance that `gaps` gaps between days at random are all within ± `tolerance` of their mean. */
export function luckOfEvenGaps(gaps: number, tolerance: number): number {
  if (gaps < 2) return 1;
  return Math.min(1, Math.exp(logFactorial(gaps - 1) + (gaps - 1) * Math.log((2 * tolerance) / gaps)));
}

function logChoose(n: number, k: number): number {
  if (k < 0 || k > n) return Number.NEGATIVE_INFINITY;
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

const logFactorials = [0];

function logFactorial(n: number): number {
  for (let k = logFactorials.length; k <= n; k++) {
    logFactorials.push((logFactorials[k - 1] ?? 0) + Math.log(k));
  }
  return logFactorials[n] ?? 0;
}
