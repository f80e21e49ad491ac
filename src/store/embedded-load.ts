import { accessSync, constants, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ClickHouseClient } from '@clickhouse/client';
import { ScopelightError } from '../model/error.ts';
import type { Loader } from './client-store.ts';
import { messageOf } from './engine-error.ts';
import { columnsOf, structureOf } from './load-columns.ts';
import { quote } from './render.ts';
import type { LoadFile } from './store.ts';

/**
 * The engine reads the files itself. They are linked into `stage` under their ids first, so that no name an
 * attacker chose reaches a glob, and `_file` tells which file a row came from.
 */
export function loadFromDisk(client: ClickHouseClient, stage: string): Loader {
  let batches = 0;
  return async (load, requestOf) => {
    if (load.files.length === 0) return;
    batches += 1;
    const directory = join(stage, String(batches));
    mkdirSync(directory, { recursive: true });
    try {
      const names = load.files.map((file) => link(file, directory, load.name));
      const source = `
        SELECT ${columnsOf(load)}, toUInt64(splitByChar('.', _file)[1]) AS file_id
        FROM file(${quote(pathOf(directory, names))}, ${load.format}, ${quote(structureOf(load))})`;
      await client.command(requestOf(source));
      // The engine passes over a link that leads nowhere, so a file that went meanwhile would go unnoticed.
      for (const file of load.files) assertReadable(file, load.name);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  };
}

/** All files in the order given, as `*` would not name them: it lists a directory as the disk has it. */
function pathOf(directory: string, [first = '', ...others]: readonly string[]): string {
  return join(directory, others.length === 0 ? first : `{${[first, ...others].join(',')}}`);
}

/** Gives the name of the link. */
function link(file: LoadFile, directory: string, statement: string): string {
  assertReadable(file, statement);
  const extension = extensions[file.compression];
  if (!extension) throw unreadable(file, statement, `the embedded engine cannot unpack ${file.compression}`);
  const name = `${file.id}.${extension}`;
  symlinkSync(resolve(file.path), join(directory, name));
  return name;
}

function assertReadable(file: LoadFile, statement: string): void {
  try {
    accessSync(file.path, constants.R_OK);
  } catch (cause) {
    throw unreadable(file, statement, messageOf(cause), cause);
  }
}

function unreadable(file: LoadFile, statement: string, reason: string, cause?: unknown): ScopelightError {
  return new ScopelightError('store.failed', `\`${statement}\` cannot read a file: ${reason}`, {
    cause,
    details: { fileId: String(file.id) },
  });
}

const extensions: Readonly<Record<LoadFile['compression'], string | undefined>> = {
  none: 'json',
  gzip: 'json.gz',
  zstd: 'json.zst',
  bzip2: undefined,
  xz: 'json.xz',
};
