import type { Query, Store } from '../../store/store.ts';
import { rowBatches } from '../row-batches.ts';
import type { Scope } from '../scope.ts';

/** A key of one token under one principal. */
export function tokenKey(tokenId: string, principalId: string): string {
  return `${tokenId}\n${principalId}`;
}

interface OfToken {
  readonly token_id: string;
  readonly principal_id: string;
}

/** Reads rows of tokens; by token and principal, in the order of the query. */
export async function rowsByToken<Row extends OfToken, Value>(
  store: Store,
  query: Query<Row>,
  read: (row: Omit<Row, keyof OfToken>) => Value,
  scope: Scope | undefined,
): Promise<ReadonlyMap<string, readonly Value[]>> {
  const values = new Map<string, Value[]>();
  for await (const batch of rowBatches(store, query, scope !== undefined)) {
    for (const { token_id, principal_id, ...rest } of batch) {
      const key = tokenKey(token_id, principal_id);
      const known = values.get(key);
      if (known) known.push(read(rest));
      else values.set(key, [read(rest)]);
    }
  }
  return values;
}
