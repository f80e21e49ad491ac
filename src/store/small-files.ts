import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip, type ZlibOptions } from 'node:zlib';
import { ScopelightError } from '../model/error.ts';
import { messageOf } from './engine-error.ts';
import type { LoadFile } from './store.ts';

/** A file that was read whole and unpacked. */
export interface SmallFile {
  readonly file: LoadFile;
  readonly content: Buffer;
}

/** What one statement loads: a file as it lies on disk, or many small ones together. */
export type Job =
  | { readonly kind: 'large'; readonly file: LoadFile }
  | { readonly kind: 'small'; readonly files: readonly SmallFile[] };

const smallBytesMax = 128 * 1024;
const contentBytesMax = 8 * 1024 ** 2;
const groupBytesMax = 32 * 1024 ** 2;
/** A server takes a thousand fields in one request; each file is three. */
const filesMax = 300;
const readsAtOnce = 16;

/**
 * Gathers small files, so that thousands of them do not become thousands of statements and parts.
 * @throws {ScopelightError} `store.failed` with `details.fileId` when one cannot be read or unpacked to its end.
 */
export async function* jobsOf(files: readonly LoadFile[], name: string): AsyncGenerator<Job> {
  let gathered: SmallFile[] = [];
  let bytes = 0;
  for (let start = 0; start < files.length; start += readsAtOnce) {
    const some = files.slice(start, start + readsAtOnce);
    const contents = await Promise.all(some.map((file) => contentOf(file, name)));
    for (const [index, file] of some.entries()) {
      const content = contents[index];
      if (content === undefined) {
        yield { kind: 'large', file };
        continue;
      }
      if (content.length === 0) continue;
      if (gathered.length === filesMax || bytes + content.length > groupBytesMax) {
        yield { kind: 'small', files: gathered };
        gathered = [];
        bytes = 0;
      }
      gathered.push({ file, content });
      bytes += content.length;
    }
  }
  if (gathered.length > 0) yield { kind: 'small', files: gathered };
}

/** The whole content of a small file; undefined if it is not small, or Node cannot unpack its kind. */
async function contentOf(file: LoadFile, name: string): Promise<Buffer | undefined> {
  if (file.compression !== 'none' && file.compression !== 'gzip') return undefined;
  try {
    const bytes = await smallBytesOf(file.path);
    return bytes && file.compression === 'gzip' && bytes.length > 0 ? await unpacked(bytes) : bytes;
  } catch (cause) {
    // It unpacks to far more than it is on disk; the engine unpacks it piece by piece.
    if (cause instanceof RangeError) return undefined;
    throw new ScopelightError('store.failed', `\`${name}\` cannot read a file: ${messageOf(cause)}`, {
      cause,
      details: { fileId: String(file.id) },
    });
  }
}

async function smallBytesOf(path: string): Promise<Buffer | undefined> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    return size > smallBytesMax ? undefined : await handle.readFile();
  } finally {
    await handle.close();
  }
}

async function unpacked(bytes: Buffer): Promise<Buffer> {
  const { buffer, engine } = await gunzipWithInfo(bytes, { maxOutputLength: contentBytesMax, info: true });
  if (engine.bytesWritten !== bytes.length)
    throw new Error('incorrect data after the end of the packed content');
  return buffer;
}

// With `info` the answer has another shape than the published type says.
const gunzipWithInfo = promisify(gunzip) as unknown as (
  bytes: Buffer,
  options: ZlibOptions & { readonly info: true },
) => Promise<{ readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } }>;
