import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createClient } from '@clickhouse/client';
import { createChdbConnection } from 'chdb/connection';
import { ScopelightError } from '../model/error.ts';
import { clientStore, type Loader } from './client-store.ts';
import { quote } from './render.ts';
import type { LoadFile, Store } from './store.ts';

/**
 * Opens the engine in this process on one directory, which it creates if needed.
 * @throws {ScopelightError} `store.in-use` when another process holds the directory.
 */
export async function openEmbedded(directory: string): Promise<Store> {
  const root = resolve(directory);
  const data = join(root, 'engine');
  const stage = join(root, 'stage');
  mkdirSync(data, { recursive: true });
  rmSync(stage, { recursive: true, force: true });
  const client = createClient(withConnection(connect(data)));
  const store = clientStore(client, { kind: 'embedded' }, loadFromDisk(stage), () => {
    rmSync(stage, { recursive: true, force: true });
  });
  try {
    await store.run({ name: 'open', sql: 'SELECT 1' });
  } catch (cause) {
    throw lockedError(root, cause);
  }
  return store;
}

function connect(data: string): ReturnType<typeof createChdbConnection> {
  try {
    return createChdbConnection({ path: data });
  } catch (cause) {
    throw lockedError(data, cause);
  }
}

// The client's `connection` hook is accepted at run time but left out of its published option type.
function withConnection(connection: unknown): NonNullable<Parameters<typeof createClient>[0]> {
  return { connection } as unknown as NonNullable<Parameters<typeof createClient>[0]>;
}

function lockedError(directory: string, cause: unknown): unknown {
  const message = cause instanceof Error ? `${cause.message} ${String(cause.cause ?? '')}` : String(cause);
  if (!/Cannot lock file|Code: 76|CANNOT_OPEN_FILE/.test(message)) return cause;
  return new ScopelightError(
    'store.in-use',
    `the data directory \`${directory}\` is in use by another process`,
    {
      cause,
      hint: 'stop that process (perhaps `scopelight serve`), or choose another directory with --data',
    },
  );
}

/**
 * The engine reads the files itself. They are linked under their ids first, so that no name an attacker
 * chose reaches a glob, and `_file` tells which file a row came from.
 */
function loadFromDisk(stage: string): Loader {
  let batches = 0;
  return async (client, load, settings) => {
    batches += 1;
    const directory = join(stage, String(batches));
    mkdirSync(directory, { recursive: true });
    for (const file of load.files) symlinkSync(resolve(file.path), join(directory, linkName(file)));
    const source = `
      SELECT line, toUInt64(splitByChar('.', _file)[1]) AS file_id
      FROM file(${quote(`${directory}/*`)}, ${load.format}, 'line String')`;
    const statement = load.insert(source);
    try {
      await client.command({
        query: statement.sql,
        query_params: { ...statement.params },
        clickhouse_settings: { ...settings, ...statement.settings },
      });
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  };
}

const extensions = {
  none: 'json',
  gzip: 'json.gz',
  zstd: 'json.zst',
  bzip2: 'json.bz2',
  xz: 'json.xz',
} as const;

function linkName(file: LoadFile): string {
  return `${file.id}.${extensions[file.compression]}`;
}
