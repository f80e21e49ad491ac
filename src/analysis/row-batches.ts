import type { Query, Store } from '../store/store.ts';

/**
 * Gives the rows of an answer in batches. Of a whole fleet they come as the engine makes them, so that memory stays flat; of
 * a part of it all at once, since to begin such a stream holds up everything else that this process does.
 * @param isPart whether the question is narrowed to a part of the fleet
 */
export async function* rowBatches<Row>(
  store: Store,
  query: Query<Row>,
  isPart: boolean,
): AsyncGenerator<readonly Row[]> {
  if (isPart) yield await store.query(query);
  else yield* store.stream({ ...query, limits: { seconds: fleetSecondsMax, ...query.limits } });
}

/** A question of a whole fleet reads every row there is of it. */
const fleetSecondsMax = 3600;

/** All rows of an answer, read in batches. */
export async function allRows<Row>(store: Store, query: Query<Row>, isPart: boolean): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const batch of rowBatches(store, query, isPart)) for (const row of batch) rows.push(row);
  return rows;
}
