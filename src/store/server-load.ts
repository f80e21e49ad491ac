import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { type ClickHouseClient, parseError } from '@clickhouse/client';
import type { Loader } from './client-store.ts';
import { toStoreError } from './engine-error.ts';
import type { LoadFile } from './store.ts';
import { forEachInTurn } from './turns.ts';

const filesAtOncePerNode = 4;
const readBytes = 256 * 1024;

/**
 * Streams files to the servers as they lie on disk, compressed as they are, a few at once and over all nodes.
 * One file is one statement, so that a broken one fails alone.
 */
export function loadOverHttp(clients: readonly ClickHouseClient[]): Loader {
  return (load, requestOf) =>
    forEachInTurn(load.files, clients.length * filesAtOncePerNode, async (file, index) => {
      const client = clients[index % clients.length];
      if (!client) return;
      const source = `SELECT line, toUInt64(${file.id}) AS file_id FROM input('line String')`;
      const request = requestOf(source);
      const encoding = encodings[file.compression];
      try {
        const { stream } = await client.exec({
          ...request,
          query: `${request.query}\nFORMAT ${load.format}`,
          values: createReadStream(file.path, { highWaterMark: readBytes }),
          ...(encoding ? { http_headers: { 'Content-Encoding': encoding } } : {}),
        });
        await expectSilence(stream);
      } catch (cause) {
        throw toStoreError(cause, { statement: load.name, fileId: String(file.id) });
      }
    });
}

const encodings: Readonly<Record<LoadFile['compression'], string | undefined>> = {
  none: undefined,
  gzip: 'gzip',
  zstd: 'zstd',
  bzip2: 'bz2',
  xz: 'xz',
};

/** An INSERT answers nothing; words that follow a good status are an error that came too late for it. */
async function expectSilence(stream: Readable): Promise<void> {
  let words = '';
  for await (const chunk of stream) words += String(chunk);
  if (words.trim() !== '') throw parseError(words);
}
