/** Lets at most `limit` acts run at once; the others wait in the order they came. */
export function turns(limit: number): <T>(act: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = limit;
  return async (act) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await act();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}

/**
 * Runs `act` over items as they come, `limit` at once; `worker` tells the acts apart that run side by side.
 * After a failure it takes no more, waits for those under way and throws the first failure.
 */
export async function forEachAtOnce<Item>(
  items: AsyncGenerator<Item>,
  limit: number,
  act: (item: Item, worker: number) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = [];
  const work = async (worker: number): Promise<void> => {
    try {
      while (failures.length === 0) {
        const next = await items.next();
        if (next.done) return;
        await act(next.value, worker);
      }
    } catch (error) {
      failures.push(error);
    }
  };
  await Promise.all(Array.from({ length: limit }, (_, worker) => work(worker)));
  if (failures.length === 0) return;
  await items.return(undefined);
  throw failures[0];
}
