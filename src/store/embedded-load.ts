import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ClickHouseClient } from '@clickhouse/client';
import type { Loader } from './client-store.ts';
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
      for (const file of load.files) symlinkSync(resolve(file.path), join(directory, linkName(file)));
      const source = `
        SELECT line, toUInt64(splitByChar('.', _file)[1]) AS file_id
        FROM file(${quote(`${directory}/*`)}, ${load.format}, 'line String')`;
      await client.command(requestOf(source));
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
