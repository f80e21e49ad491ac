import { mkdirSync, realpathSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { ScopelightError } from '../model/error.ts';
import { chdbConnection } from './chdb-connection.ts';
import { type ChdbEngine, openChdb } from './chdb-engine.ts';
import { clientStore } from './client-store.ts';
import { holderOf } from './directory-holder.ts';
import { engineArguments } from './embedded-config.ts';
import { loadFromDisk } from './embedded-load.ts';
import { messageOf } from './engine-error.ts';
import { durableTables } from './migrations.ts';
import { joinEngine } from './shared/join-engine.ts';
import { socketOf } from './shared/protocol.ts';
import { shareEngine } from './shared/share-engine.ts';
import type { Store } from './store.ts';

/** The directory that the engine of this process is open on; it takes one at a time. */
let held: string | undefined;

export interface EmbeddedOptions {
  /** Whether other processes may use the directory through this one while it is open. */
  readonly isShared?: boolean;
}

/**
 * Opens the engine in this process on one directory, which it creates if needed; where another process holds the
 * directory and shares it, its engine answers.
 * @throws {ScopelightError} `store.in-use` when another process holds the directory, or this one holds any;
 *   `usage.invalid` when it cannot be a data directory.
 */
export async function openEmbedded(
  directory: string,
  { isShared = false }: EmbeddedOptions = {},
): Promise<Store> {
  const { root, engineArgs } = prepareDirectory(resolve(directory));
  if (held !== undefined) throw heldHere(root, held);
  const socket = socketOf(root);
  const joined = socket === undefined ? undefined : await joinEngine(socket);
  if (joined) return embeddedStore(joined, join(root, 'stage', `guest-${process.pid}`));
  held = root;
  try {
    return await open(root, engineArgs, isShared ? socket : undefined);
  } catch (cause) {
    held = undefined;
    throw cause;
  }
}

/** Gives the directory by its one true name, and what starts the engine on it. */
function prepareDirectory(path: string): { root: string; engineArgs: readonly string[] } {
  try {
    mkdirSync(join(path, 'engine'), { recursive: true });
    const root = realpathSync(path);
    // The engine would take these for a pattern.
    const odd = /[*?{}]|::/.exec(root)?.[0];
    if (odd !== undefined) throw new Error(`its name contains \`${odd}\``);
    return { root, engineArgs: engineArguments(root) };
  } catch (cause) {
    throw new ScopelightError(
      'usage.invalid',
      `cannot use the data directory \`${path}\`: ${messageOf(cause)}`,
      {
        cause,
        hint: 'choose another directory with --data',
      },
    );
  }
}

async function open(root: string, engineArgs: readonly string[], socket: string | undefined): Promise<Store> {
  const data = join(root, 'engine');
  const holder = holderOf(data);
  if (holder !== undefined) throw heldElsewhere(root, ` (${holder})`);
  const engine = await connect(root, data, engineArgs);
  try {
    await engine.run('SELECT 1', { settings: {}, params: {} });
    // Only the holder of the directory may clear what a crash left there.
    const stage = join(root, 'stage');
    rmSync(stage, { recursive: true, force: true });
    const unshare = socket === undefined ? noop : await shareEngine(engine, socket);
    const store = embeddedStore(engine, stage);
    return {
      ...store,
      async close() {
        await unshare();
        await store.close();
        held = undefined;
      },
    };
  } catch (cause) {
    await engine.close();
    throw cause;
  }
}

async function connect(root: string, data: string, engineArgs: readonly string[]): Promise<ChdbEngine> {
  try {
    return await openChdb(data, engineArgs);
  } catch (cause) {
    if (cause instanceof ScopelightError) throw cause;
    // The library gives no reason. Nearly always it is the lock, held where this system does not show it.
    throw heldElsewhere(root, `, or the engine cannot open it: ${messageOf(cause)}`, cause);
  }
}

function embeddedStore(engine: ChdbEngine, stage: string): Store {
  // What goes wrong is thrown, not printed.
  const log = { level: ClickHouseLogLevel.OFF };
  const client = createClient({ connection: chdbConnection(engine, 'whole'), log });
  const store = clientStore({
    shape: { kind: 'embedded' },
    clients: [client],
    streaming: createClient({ connection: chdbConnection(engine, 'streamed'), log }),
    loader: loadFromDisk(client, stage),
  });
  // The engine hands its files to the operating system; this has them written to the disk.
  const settle = () => store.run({ name: 'settle', sql: 'SYSTEM SYNC FILE CACHE' });
  return {
    ...store,
    exclusively: (act) => engine.exclusively(act),
    async insert(table, rows) {
      if (!durableTables.has(table)) return store.insert(table, rows);
      await settle();
      await store.insert(table, rows);
      await settle();
    },
    async close() {
      await store.close();
      rmSync(stage, { recursive: true, force: true });
    },
  };
}

function heldHere(root: string, holding: string): ScopelightError {
  const which =
    root === holding ? `\`${root}\` is open already` : `\`${root}\` cannot be opened beside \`${holding}\``;
  return new ScopelightError('store.in-use', `the data directory ${which} in this process`, {
    hint: 'close the other store first: one process holds one data directory at a time',
  });
}

function heldElsewhere(root: string, more: string, cause?: unknown): ScopelightError {
  return new ScopelightError(
    'store.in-use',
    `the data directory \`${root}\` is in use by another process${more}`,
    {
      cause,
      hint: 'wait until it ends, or choose another directory with --data',
    },
  );
}

async function noop(): Promise<void> {}
