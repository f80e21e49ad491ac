import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { ScopelightError } from '../model/error.ts';
import { chdbConnection } from './chdb-connection.ts';
import { type ChdbEngine, openChdb } from './chdb-engine.ts';
import { clientStore } from './client-store.ts';
import { engineArguments } from './embedded-config.ts';
import { loadFromDisk } from './embedded-load.ts';
import { durableTables } from './migrations.ts';
import type { Store } from './store.ts';

/** The directory that the engine of this process is open on; it takes one at a time. */
let held: string | undefined;

/**
 * Opens the engine in this process on one directory, which it creates if needed.
 * @throws {ScopelightError} `store.in-use` when another process holds the directory, or this one holds any.
 */
export async function openEmbedded(directory: string): Promise<Store> {
  const root = resolve(directory);
  if (/[*?{}]|::/.test(root)) {
    throw new ScopelightError(
      'usage.invalid',
      `the data directory \`${root}\` has one of \`* ? { } ::\` in its name`,
    );
  }
  if (held !== undefined) throw heldHere(root, held);
  held = root;
  try {
    return await open(root);
  } catch (cause) {
    held = undefined;
    throw lockedElsewhere(root, cause);
  }
}

async function open(root: string): Promise<Store> {
  const data = join(root, 'engine');
  mkdirSync(data, { recursive: true });
  const engine = await openChdb(data, engineArguments(root));
  try {
    await engine.run('SELECT 1', { settings: {}, params: {} });
    // Only the holder of the directory may clear what a crash left there.
    const stage = join(root, 'stage');
    rmSync(stage, { recursive: true, force: true });
    return embeddedStore(engine, stage);
  } catch (cause) {
    await engine.close();
    throw cause;
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
    async insert(table, rows) {
      if (!durableTables.has(table)) return store.insert(table, rows);
      await settle();
      await store.insert(table, rows);
      await settle();
    },
    async close() {
      await store.close();
      rmSync(stage, { recursive: true, force: true });
      held = undefined;
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

function lockedElsewhere(root: string, cause: unknown): unknown {
  const message = cause instanceof Error ? `${cause.message} ${String(cause.cause ?? '')}` : String(cause);
  if (!/Cannot lock file|Code: 76\b|CANNOT_OPEN_FILE/.test(message)) return cause;
  return new ScopelightError('store.in-use', `the data directory \`${root}\` is in use by another process`, {
    cause,
    hint: 'stop that process (perhaps `scopelight serve`), or choose another directory with --data',
  });
}
