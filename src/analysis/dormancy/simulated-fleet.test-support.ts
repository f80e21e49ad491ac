import { historyOf, type UseHistory } from './use-history.ts';

/** A token of a simulated fleet: what a log of it shows, and whether it was still in use at its end. */
export interface SimulatedToken {
  readonly history: UseHistory;
  readonly isAlive: boolean;
}

/** How pauses are spread around the mean of 1; none of them is what the model assumes of a single token. */
export const pauseShapes: Readonly<Record<string, (random: () => number) => number>> = {
  memoryless: (random) => -Math.log(1 - random()),
  regular: (random) => -(Math.log(1 - random()) + Math.log(1 - random()) + Math.log(1 - random())) / 3,
  bursts: (random) => (random() < 0.75 ? 0.15 : 3.55) * -Math.log(1 - random()),
  jitter: (random) => 0.7 + 0.6 * random(),
};

export interface SimulatedFleet {
  readonly seed: number;
  readonly tokens: number;
  readonly logDays: number;
  readonly endsPerYear: number;
  readonly shape: keyof typeof pauseShapes;
}

/** Simulates renewal processes that end at random, seen through a log that begins long after they did. */
export function simulateFleet({
  seed,
  tokens,
  logDays,
  endsPerYear,
  shape,
}: SimulatedFleet): SimulatedToken[] {
  const random = randomOf(seed);
  const pause = pauseShapes[shape];
  if (!pause) throw new Error(`no shape ${shape}`);
  return Array.from({ length: tokens }, () => {
    const mean = Math.exp(Math.log(1.2) + random() * Math.log(40));
    const ends = (-Math.log(1 - random()) / endsPerYear) * 365.25;
    const days = new Set<number>();
    // It began before the log, so that the log opens anywhere between two uses.
    for (
      let at = -8 * mean + mean * pause(random);
      at < Math.min(ends, logDays);
      at += mean * pause(random)
    ) {
      if (at >= 0) days.add(Math.floor(at));
    }
    const used = [...days];
    const last = used.at(-1);
    return {
      history: historyOf(used, 0, last === undefined ? logDays : logDays - 1 - last),
      isAlive: ends > logDays,
    };
  }).filter(({ history }) => history.gaps.length > 0 || history.leadDays > 0);
}

/** Mulberry32: the same numbers for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
