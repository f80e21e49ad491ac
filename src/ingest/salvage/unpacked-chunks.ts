import { createReadStream } from 'node:fs';
import type { TextDecoder } from 'node:util';
import { createGunzip } from 'node:zlib';
import type { InspectedFile } from '../inspect-file.ts';
import { decoderFor } from '../text-decoder.ts';

/** Why a stream ended before its file did. */
export class DamagedError extends Error {}

/**
 * Gives a file’s content unpacked, as UTF-8, as far as it can be read.
 * @throws {DamagedError} after the last good bytes, when the packing is broken or cannot be undone here.
 */
export async function* unpackedChunks(file: InspectedFile): AsyncGenerator<Buffer> {
  if (file.compression !== 'none' && file.compression !== 'gzip') {
    throw new DamagedError(`a damaged ${file.compression} file cannot be read in part`);
  }
  const raw = createReadStream(file.path);
  const stream = file.compression === 'gzip' ? raw.pipe(createGunzip()) : raw;
  raw.on('error', (error) => stream.destroy(error));
  let decoder: TextDecoder | undefined;
  let isFirst = true;
  try {
    for await (const chunk of stream) {
      const bytes: Buffer = chunk;
      if (isFirst) decoder = decoderFor(bytes);
      isFirst = false;
      yield decoder ? Buffer.from(decoder.decode(bytes, { stream: true })) : bytes;
    }
  } catch (cause) {
    throw new DamagedError(wordsFor(cause), { cause });
  } finally {
    raw.destroy();
  }
}

function wordsFor(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === 'Z_BUF_ERROR') return 'compressed data cut off';
  if (code.startsWith('Z_')) return 'compressed data is broken';
  return code || 'cannot be read';
}
