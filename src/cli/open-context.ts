import { existsSync } from 'node:fs';
import { ScopelightError } from '../model/error.ts';
import type { Context } from '../services/context.ts';
import { isServer } from '../store/server-location.ts';
import type { Store } from '../store/store.ts';
import type { Door } from './door.ts';

/** Runs a task on the store at `location`, and closes the store after it. */
export async function withStore<T>(
  door: Door,
  location: string,
  task: (ctx: Context) => Promise<T>,
): Promise<T> {
  const { openStore } = await import('../store/open-store.ts');
  return within(door, await openStore(location), task);
}

/** Like {@link withStore}; other commands can use the same data meanwhile, through this process. */
export async function withSharedStore<T>(
  door: Door,
  location: string,
  task: (ctx: Context) => Promise<T>,
): Promise<T> {
  const { openStore } = await import('../store/open-store.ts');
  return within(door, await openStore(location, { isShared: true }), task);
}

/**
 * Like {@link withStore}, for commands that only ask.
 * @throws {ScopelightError} `input.not-found` when nothing was ever loaded there.
 */
export async function withLoadedStore<T>(
  door: Door,
  location: string,
  task: (ctx: Context) => Promise<T>,
): Promise<T> {
  if (!isLoaded(location)) {
    throw new ScopelightError('input.not-found', `there is no data in \`${location}\``, {
      hint: 'load logs with `scopelight ingest PATH…` first, or say where the data is with --data',
    });
  }
  return withStore(door, location, task);
}

/** Tells whether there may be data at a place; what a server holds, only it knows. */
export function isLoaded(location: string): boolean {
  return isServer(location) || existsSync(location);
}

/** Runs a task on a store that is gone after it. */
export async function withTemporaryStore<T>(door: Door, task: (ctx: Context) => Promise<T>): Promise<T> {
  const { openTemporaryStore } = await import('../store/temporary-store.ts');
  return within(door, await openTemporaryStore(), task);
}

async function within<T>(door: Door, store: Store, task: (ctx: Context) => Promise<T>): Promise<T> {
  try {
    const { recallCatalogues } = await import('../ingest/learn-catalogue.ts');
    await recallCatalogues(store);
    return await task({ store, now: Date.now, onProgress: door.onProgress });
  } finally {
    await store.close();
  }
}
