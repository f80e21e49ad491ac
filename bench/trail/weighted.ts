import type { Random } from '../../demo/random.ts';

/** Gives a draw by weight; a table of a thousand places makes each draw one look. */
export function weighted<T extends { readonly weight: number }>(values: readonly T[]): (random: Random) => T {
  const sum = values.reduce((total, value) => total + value.weight, 0);
  const places = values.flatMap((value) =>
    new Array<T>(Math.max(1, Math.round((1024 * value.weight) / sum))).fill(value),
  );
  return (random) => random.pick(places);
}
