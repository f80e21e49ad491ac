import { openEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';
import { openServer } from './server.ts';
import type { Store } from './store.ts';

/**
 * Opens the store at `location`, ready to use: a directory for the embedded engine, or the URL of a server
 * (`http://user:password@host:8123/database`) or of a cluster (`…?cluster=NAME`).
 * @throws {ScopelightError} `store.in-use`, `store.unreachable`, `store.newer-schema`, `usage.invalid`.
 */
export async function openStore(location: string): Promise<Store> {
  const store = /^https?:\/\//i.test(location) ? await openServer(location) : await openEmbedded(location);
  try {
    await migrate(store);
  } catch (error) {
    await store.close();
    throw error;
  }
  return store;
}
