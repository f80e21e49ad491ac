import type { Query, Store } from '../store/store.ts';

/**
 * Gives the rows of an answer in batches. Of a whole fleet they come as the engine makes them, so that memory stays flat; of
 * a part of it all at once, since to begin such a stream holds up everything else that this process does.
 * @param part what the question is narrowed to; undefined for the whole fleet
 */
export async function* rowBatches<Row>(
  store: Store,
  query: Query<Row>,
  part: unknown,
): AsyncGenerator<readonly Row[]> {
  if (part === undefined) yield* store.stream(query);
  else yield await store.query(query);
}

/** All rows of an answer, read in batches. */
export async function allRows<Row>(store: Store, query: Query<Row>, part: unknown): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const batch of rowBatches(store, query, part)) for (const row of batch) rows.push(row);
  return rows;
}
