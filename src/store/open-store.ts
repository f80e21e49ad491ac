import { realpathSync } from 'node:fs';
import { type EmbeddedOptions, openEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';
import { openServer } from './server.ts';
import { isServer } from './server-location.ts';
import { socketOf } from './shared/protocol.ts';
import type { Store } from './store.ts';

/**
 * Opens the store at `location`, ready to use: a directory for the embedded engine, or the URL of a server
 * (`http://user:password@host:8123/database`) or of a cluster (`…?cluster=NAME`).
 * @throws {ScopelightError} `store.in-use`, `store.unreachable`, `store.newer-schema`, `usage.invalid`.
 */
export async function openStore(location: string, options: EmbeddedOptions = {}): Promise<Store> {
  const store = isServer(location) ? await openServer(location) : await openEmbedded(location, options);
  open.add(store);
  try {
    await migrate(store);
  } catch (error) {
    await close(store);
    throw error;
  }
  return { ...store, close: () => close(store) };
}

/**
 * Tells whether another process can use a store beside this one, which shares it: of the embedded engine, only
 * where the path of the directory is short enough for a socket.
 */
export function isJoinable(location: string): boolean {
  return isServer(location) || socketOf(realpathSync(location)) !== undefined;
}

/**
 * Closes whatever is open in this process, giving up what is still running there. A process that is told to
 * stop does this before it exits: then it ends in order, and with the exit code it chose.
 */
export async function closeStores(): Promise<void> {
  await Promise.all([...open].map(close));
}

const open = new Set<Store>();

async function close(store: Store): Promise<void> {
  open.delete(store);
  await store.close();
}
