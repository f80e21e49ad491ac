/**
 * Places things in a row so that each is as near to where it wants to be as can be without overlap, in the order given: the
 * least sum of squares, by pooling neighbours that push each other (isotonic regression).
 */
export function spread(wanted: readonly number[], step: number): readonly number[] {
  const pools: { sum: number; count: number }[] = [];
  wanted.forEach((want, index) => {
    // Less what stands before it, no place may be lower than the one before.
    let pool = { sum: want - index * step, count: 1 };
    for (
      let last = pools.at(-1);
      last && last.sum / last.count > pool.sum / pool.count;
      last = pools.at(-1)
    ) {
      pool = { sum: last.sum + pool.sum, count: last.count + pool.count };
      pools.pop();
    }
    pools.push(pool);
  });
  const places = pools.flatMap(({ sum, count }) => new Array<number>(count).fill(sum / count));
  return places.map((place, index) => place + index * step);
}
