import type { Query, Store } from './store.ts';

/** A store that does not ask again what stays the same until something is loaded. */
export interface RememberingStore extends Store {
  /** Forgets what it was told, since something was loaded. */
  forget(): void;
}

const keptMax = 400;

/**
 * Remembers the answers to queries that say of themselves that they stay, the latest asked for. Whoever uses it watches for
 * loads, and has it forget.
 */
export function rememberingStore(store: Store): RememberingStore {
  const kept = new Map<string, Promise<readonly unknown[]>>();
  return {
    ...store,
    async query<Row>(query: Query<Row>): Promise<Row[]> {
      if (query.staysUntilLoad !== true) return store.query(query);
      const key = JSON.stringify([query.name, query.sql, query.params]);
      const answer = kept.get(key) ?? store.query(query);
      // Taken out and put back, it is the youngest.
      kept.delete(key);
      kept.set(key, answer);
      for (const oldest of kept.keys()) {
        if (kept.size <= keptMax) break;
        kept.delete(oldest);
      }
      try {
        return [...asRead<Row>(await answer)];
      } catch (error) {
        if (kept.get(key) === answer) kept.delete(key);
        throw error;
      }
    },
    forget: () => kept.clear(),
  };
}

/** INVARIANT: equal statements under one name have rows of one type. */
function asRead<Row>(rows: readonly unknown[]): readonly Row[] {
  return rows as readonly Row[];
}
