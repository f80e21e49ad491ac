/** A share that was counted, with the bounds within which the true one lies 95 times of 100 (Wilson). */
export interface ShareInterval {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

const z = 1.959964;

/** Gives a counted share with its bounds; of nothing counted, everything is possible. */
export function shareInterval(hits: number, count: number): ShareInterval {
  if (count === 0) return { share: 0, low: 0, high: 1 };
  const share = hits / count;
  const middle = (share + (z * z) / (2 * count)) / (1 + (z * z) / count);
  const reach =
    (z / (1 + (z * z) / count)) * Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count));
  return {
    share,
    low: hits === 0 ? 0 : Math.max(0, middle - reach),
    high: hits === count ? 1 : Math.min(1, middle + reach),
  };
}
