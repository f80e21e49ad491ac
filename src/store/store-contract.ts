import { afterAll, beforeAll, describe } from 'vitest';
import { brokenFilesContract } from './contract/broken-files.ts';
import { limitsContract } from './contract/limits.ts';
import { loadContract } from './contract/load.ts';
import { partitionsContract } from './contract/partitions.ts';
import { schemaContract } from './contract/schema.ts';
import { sideBySideContract } from './contract/side-by-side.ts';
import { streamContract } from './contract/stream.ts';
import { valuesContract } from './contract/values.ts';
import { openStore } from './open-store.ts';
import type { Store } from './store.ts';

/** What each part of the contract works with. */
export interface Subject {
  /** The store under test, open and migrated. */
  store(): Store;
  /** Closes the store and opens it again. */
  reopen(): Promise<void>;
  /** Lets `act` work on the location of a store that does not exist yet, while this one is closed. */
  elsewhere(act: (location: string) => Promise<void>): Promise<void>;
}

/**
 * What every shape of store keeps, as tests. `locate` gives the location of a store that does not exist yet.
 * A bug in one shape becomes a line here.
 */
export function runStoreContract(locate: () => string | Promise<string>): void {
  let location = '';
  let open: Store | undefined;
  const close = async (): Promise<void> => {
    await open?.close();
    open = undefined;
  };
  const subject: Subject = {
    store() {
      if (!open) throw new Error('the store is not open');
      return open;
    },
    async reopen() {
      await close();
      open = await openStore(location);
    },
    async elsewhere(act) {
      await close();
      try {
        await act(await locate());
      } finally {
        open = await openStore(location);
      }
    },
  };

  beforeAll(async () => {
    location = await locate();
    open = await openStore(location);
  });
  afterAll(close);

  describe('schema', () => schemaContract(subject));
  describe('values', () => valuesContract(subject));
  describe('limits', () => limitsContract(subject));
  describe('side by side', () => sideBySideContract(subject));
  describe('stream', () => streamContract(subject));
  describe('load', () => loadContract(subject));
  describe('broken files', () => brokenFilesContract(subject));
  describe('partitions', () => partitionsContract(subject));
}
