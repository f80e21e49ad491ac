import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import type { LoadFile } from '../store/store.ts';
import type { FoundFile } from './find-files.ts';
import { decoderFor } from './text-decoder.ts';

export interface InspectedFile extends FoundFile {
  /** SHA-256 of the bytes as found, hexadecimal. */
  readonly contentId: string;
  readonly fileId: bigint;
  readonly compression: LoadFile['compression'];
  /** First characters of the content, unpacked; empty when it cannot be unpacked here. */
  readonly head: string;
  /** Size unpacked, where the file itself says so; else as found. */
  readonly unpackedBytes: number;
}

const headBytes = 64 * 1024;
const chunkBytes = 4 * 1024 * 1024;

/**
 * Reads a file once: its identity by content, how it is packed, and its beginning.
 * Throws the system’s error when it cannot be read.
 */
export function inspectFile(file: FoundFile): InspectedFile {
  const handle = openSync(file.path, 'r');
  try {
    const hash = createHash('sha256');
    const chunk = Buffer.allocUnsafe(Math.min(chunkBytes, Math.max(file.bytes, 1)));
    let first: Buffer | undefined;
    let tail = Buffer.alloc(0);
    for (;;) {
      const read = readSync(handle, chunk, 0, chunk.length, null);
      if (read === 0) break;
      const part = chunk.subarray(0, read);
      hash.update(part);
      first ??= Buffer.from(part.subarray(0, headBytes));
      tail = Buffer.from(part.subarray(-4));
    }
    const start = first ?? Buffer.alloc(0);
    const digest = hash.digest();
    const compression = compressionOf(start);
    return {
      ...file,
      contentId: digest.toString('hex'),
      fileId: digest.readBigUInt64BE(0),
      compression,
      head: headOf(start, compression),
      // The last four bytes of gzip tell its size unpacked, modulo 4 GiB.
      unpackedBytes: compression === 'gzip' && tail.length === 4 ? tail.readUInt32LE(0) : file.bytes,
    };
  } finally {
    closeSync(handle);
  }
}

const magic: readonly (readonly [LoadFile['compression'], readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
];

function compressionOf(start: Buffer): LoadFile['compression'] {
  return magic.find(([, bytes]) => bytes.every((byte, index) => start[index] === byte))?.[0] ?? 'none';
}

function headOf(start: Buffer, compression: LoadFile['compression']): string {
  if (compression === 'none') return textOf(start);
  if (compression !== 'gzip') return '';
  // A cut input is expected here; where even its first part is damaged, a shorter one may still tell what it is.
  for (let length = 16 * 1024; length >= 128; length /= 4) {
    try {
      const unpacked = gunzipSync(start.subarray(0, length), { finishFlush: constants.Z_SYNC_FLUSH });
      if (unpacked.length > 0) return textOf(unpacked.subarray(0, headBytes));
    } catch {
      // Tried again with less.
    }
  }
  return '';
}

function textOf(bytes: Buffer): string {
  return decoderFor(bytes)?.decode(bytes) ?? bytes.toString('utf8');
}
