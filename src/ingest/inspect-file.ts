import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import type { LoadFile } from '../store/store.ts';
import type { FoundFile } from './find-files.ts';
import { type Layout, layoutOf } from './layout.ts';
import { decodeText, encodingOf, type TextEncoding } from './text-encoding.ts';

export interface InspectedFile extends Omit<FoundFile, 'location'> {
  /** Its name for the system. */
  readonly location: string | Buffer;
  /** SHA-256 of the bytes as found, hexadecimal. */
  readonly contentId: string;
  readonly fileId: bigint;
  readonly compression: LoadFile['compression'];
  readonly encoding: TextEncoding;
  /** First characters of the content, unpacked; empty when it cannot be unpacked here. */
  readonly head: string;
  /** Whether `head` is all there is. */
  readonly isHeadAll: boolean;
  readonly layout: Layout;
  /** Size unpacked, where the file itself says so; else as found. */
  readonly unpackedBytes: number;
  /** What is known of its packing: `sound` and `damaged` are sure, and `doubtful` speaks for damage. */
  readonly packing: 'sound' | 'damaged' | 'doubtful' | 'unknown';
  /** Changes whenever the file does. */
  readonly stamp: string;
}

const headBytes = 64 * 1024;
/** So much of a packed file is unpacked to see its beginning. */
const packedHeadBytes = 8 * 1024;
const chunkBytes = 4 * 1024 * 1024;
/** Deflate packs no better. */
const deflateRatioMax = 1032;

/**
 * Reads a file once: its identity by content, how it is packed, and its beginning.
 * Throws the system’s error when it cannot be read.
 */
export function inspectFile(file: FoundFile): InspectedFile {
  const location = file.location ?? file.path;
  const handle = openSync(location, 'r');
  try {
    const stat = fstatSync(handle);
    const hash = createHash('sha256');
    const chunk = Buffer.allocUnsafe(Math.min(chunkBytes, stat.size + 1));
    let first: Buffer | undefined;
    let tail = Buffer.alloc(0);
    let bytes = 0;
    for (let read = fill(handle, chunk); read > 0; read = fill(handle, chunk)) {
      const part = chunk.subarray(0, read);
      hash.update(part);
      first ??= Buffer.from(part.subarray(0, headBytes));
      tail = Buffer.concat([tail, part.subarray(-4)]).subarray(-4);
      bytes += read;
      if (read < chunk.length) break;
    }
    const digest = hash.digest();
    const start = first ?? Buffer.alloc(0);
    const compression = compressionOf(start);
    const content =
      compression === 'gzip' ? gzipContent(start, bytes, tail) : plainContent(start, bytes, compression);
    return {
      ...file,
      location,
      bytes,
      contentId: digest.toString('hex'),
      fileId: digest.readBigUInt64BE(0),
      compression,
      ...content,
      stamp: stampOf(stat),
    };
  } finally {
    closeSync(handle);
  }
}

/** Whether a file is no longer what it was when it was inspected. */
export function hasChanged(file: InspectedFile): boolean {
  try {
    return stampOf(statSync(file.location)) !== file.stamp;
  } catch {
    return true;
  }
}

function stampOf({ dev, ino, size, mtimeMs }: Stats): string {
  return `${dev}:${ino}:${size}:${mtimeMs}`;
}

/** Reads until the chunk is full or the file ends. */
function fill(handle: number, chunk: Buffer): number {
  let filled = 0;
  while (filled < chunk.length) {
    const read = readSync(handle, chunk, filled, chunk.length - filled, null);
    if (read === 0) break;
    filled += read;
  }
  return filled;
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

type Text = Pick<InspectedFile, 'encoding' | 'head' | 'isHeadAll' | 'layout'>;
type Content = Text & Pick<InspectedFile, 'unpackedBytes' | 'packing'>;

function plainContent(start: Buffer, bytes: number, compression: LoadFile['compression']): Content {
  if (compression !== 'none')
    return { ...textOf(Buffer.alloc(0), false), unpackedBytes: bytes, packing: 'unknown' };
  return { ...textOf(start, start.length === bytes), unpackedBytes: bytes, packing: 'sound' };
}

function gzipContent(start: Buffer, bytes: number, tail: Buffer): Content {
  // The last four bytes tell the size unpacked, modulo 4 GiB, of a file that is one member and whole.
  const told = tail.length === 4 ? tail.readUInt32LE(0) : 0;
  const isPlausible = told >= bytes * 0.99 - 64 && told <= bytes * deflateRatioMax;
  const packing = isPlausible ? 'unknown' : 'doubtful';
  if (bytes > packedHeadBytes) {
    const unpacked = unpackedPrefix(start.subarray(0, packedHeadBytes));
    return { ...textOf(unpacked.subarray(0, headBytes), false), unpackedBytes: told, packing };
  }
  const whole = unpackedWhole(start);
  if (whole === 'damaged') {
    return { ...textOf(unpackedPrefix(start), false), unpackedBytes: told, packing: 'damaged' };
  }
  if (whole === 'large') {
    return { ...textOf(unpackedPrefix(start).subarray(0, headBytes), false), unpackedBytes: told, packing };
  }
  const head = whole.subarray(0, headBytes);
  return { ...textOf(head, head.length === whole.length), unpackedBytes: whole.length, packing: 'sound' };
}

function textOf(start: Buffer, isHeadAll: boolean): Text {
  const encoding = encodingOf(start);
  const head = decodeText(start, encoding);
  return { encoding, head, isHeadAll, layout: layoutOf(head, isHeadAll) };
}

const unpackedWholeMax = 4 * 1024 * 1024;

function unpackedWhole(packed: Buffer): Buffer | 'damaged' | 'large' {
  try {
    const { buffer, engine } = gunzipWithInfo(packed, { maxOutputLength: unpackedWholeMax, info: true });
    const rest = packed.subarray(engine.bytesWritten);
    return rest.every((byte) => byte === 0) ? buffer : 'damaged';
  } catch (error) {
    return error instanceof RangeError ? 'large' : 'damaged';
  }
}

// With `info` the answer has another shape than the published type says.
const gunzipWithInfo = gunzipSync as unknown as (
  packed: Buffer,
  options: { readonly maxOutputLength: number; readonly info: true },
) => { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } };

/** As much as a beginning shows, up to the first damage in it. Its size is bounded by that of the beginning. */
function unpackedPrefix(packed: Buffer): Buffer {
  let [good, bad] = [0, packed.length + 1];
  let unpacked = Buffer.alloc(0);
  for (let length = packed.length; length > good && length < bad; length = (good + bad) >> 1) {
    try {
      unpacked = gunzipSync(packed.subarray(0, length), { finishFlush: constants.Z_SYNC_FLUSH });
      good = length;
    } catch {
      bad = length;
    }
  }
  return unpacked;
}
