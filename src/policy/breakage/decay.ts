/**
 * How the hazard of a first use falls with the days gone by without one: as one over days to this power. With 1, twice
 * the days halve it; with 0, waiting tells nothing.
 */
export type Decay = number;

/** What is taken where a log does not tell. */
export const plainDecay: Decay = 1;

/** How many times the hazard of the first `shortDays` after `held` days the hazard of the first `longDays` is. */
export function stretchOf(decay: Decay, held: number, shortDays: number, longDays: number): number {
  return hazardOver(decay, held, longDays) / hazardOver(decay, held, shortDays);
}

/** Keeps what was learnt from a few cuts within what can be. */
export function boundedDecay(decay: number): Decay {
  return Math.min(2, Math.max(0, decay));
}

function hazardOver(decay: Decay, held: number, days: number): number {
  const power = 1 - decay;
  if (Math.abs(power) < 1e-6) return Math.log1p(days / held);
  return ((held + days) ** power - held ** power) / power;
}
