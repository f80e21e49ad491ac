import { closeSync, openSync, readSync } from 'node:fs';
import { createGunzip, type Gunzip } from 'node:zlib';

/** A stretch of unpacked bytes, or the place where packed ones could not be. */
export type Unpacked =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'damage'; readonly reason: string };

/** Sizes in which packed bytes are fed, one pass each: the last finds the very byte that broke it. */
const feedBytes = [64 * 1024, 256, 1] as const;
const magic = Buffer.from([0x1f, 0x8b, 0x08]);

/**
 * Unpacks a gzip file as far as it goes, to the last byte before the damage, and goes on at the next member after it:
 * many log pipelines write their files as gzip members one after another.
 */
export async function* inflateMembers(path: string | Buffer): AsyncGenerator<Unpacked> {
  const handle = openSync(path, 'r');
  try {
    let isFirst = true;
    for (let at: number | undefined = 0; at !== undefined; ) {
      const failure: Failure | undefined = yield* inflateFrom(handle, at);
      if (!failure) return;
      // Packed data has by chance, here and there, what looks like a member’s beginning.
      if (isFirst || failure.unpacked > 0) yield { kind: 'damage', reason: wordsFor(failure) };
      isFirst = false;
      // A member that was cut runs on into the next one before it fails.
      at = nextMember(handle, failure.message === foreign ? failure.at : at + 1);
    }
  } finally {
    closeSync(handle);
  }
}

interface Failure {
  /** Position of the packed bytes that it failed on. */
  readonly at: number;
  /** Bytes unpacked before. */
  readonly unpacked: number;
  readonly message: string;
}

/** Each pass repeats the one before up to where that failed, and then goes on in smaller steps. */
async function* inflateFrom(handle: number, start: number): AsyncGenerator<Unpacked, Failure | undefined> {
  let known: Failure | undefined;
  for (const size of feedBytes) {
    const failure: Failure | undefined = yield* inflatePass(handle, start, size, known);
    if (!failure) return undefined;
    if (failure.message === cutOff) return failure;
    known = failure;
  }
  return known;
}

const cutOff = 'cut off';
const foreign = 'incorrect header check';
const ended = 'ended';

async function* inflatePass(
  handle: number,
  start: number,
  size: number,
  known: Failure | undefined,
): AsyncGenerator<Unpacked, Failure | undefined> {
  const gunzip = createGunzip({ chunkSize: 64 * 1024 });
  const unpacked: Buffer[] = [];
  gunzip.on('data', (bytes: Buffer) => unpacked.push(bytes));
  let given = 0;
  const skipped = known?.unpacked ?? 0;
  const fresh = function* (): Generator<Unpacked> {
    for (const bytes of unpacked.splice(0)) {
      const isNew = bytes.subarray(Math.min(Math.max(skipped - given, 0), bytes.length));
      given += bytes.length;
      if (isNew.length > 0) yield { kind: 'bytes', bytes: isNew };
    }
  };
  try {
    for (let at = start; ; ) {
      const length = known && at >= known.at ? size : Math.min(feedBytes[0], (known?.at ?? Infinity) - at);
      const bytes = Buffer.allocUnsafe(length);
      const read = readSync(handle, bytes, 0, length, at);
      const message = await fed(gunzip, read === 0 ? undefined : bytes.subarray(0, read));
      yield* fresh();
      if (message === ended) {
        const rest = read === 0 ? undefined : firstNonZero(handle, start + gunzip.bytesWritten);
        return rest === undefined ? undefined : { at: rest, unpacked: given, message: foreign };
      }
      if (message !== undefined) return { at, unpacked: given, message };
      at += read;
    }
  } finally {
    gunzip.destroy();
  }
}

/** Feeds some bytes, or the end; gives the failure that this leads to, or that the packed content has ended. */
function fed(gunzip: Gunzip, bytes: Buffer | undefined): Promise<string | undefined> {
  return new Promise((resolve) => {
    const settle = (message?: string): void => {
      gunzip.off('error', onError);
      gunzip.off('end', onEnd);
      resolve(message);
    };
    const onError = (failure: Error): void => settle(messageOf(failure));
    const onEnd = (): void => settle(ended);
    gunzip.once('error', onError);
    gunzip.once('end', onEnd);
    if (bytes) gunzip.write(bytes, () => gunzip.flush(() => settle()));
    else gunzip.end();
  });
}

function messageOf(failure: Error): string {
  return 'code' in failure && failure.code === 'Z_BUF_ERROR' ? cutOff : failure.message;
}

/** Archives are often padded with zeros, which say nothing. */
function firstNonZero(handle: number, from: number): number | undefined {
  const window = Buffer.allocUnsafe(feedBytes[0]);
  for (let at = from; ; ) {
    const read = readSync(handle, window, 0, window.length, at);
    if (read === 0) return undefined;
    const found = window.subarray(0, read).findIndex((byte) => byte !== 0);
    if (found >= 0) return at + found;
    at += read;
  }
}

function nextMember(handle: number, from: number): number | undefined {
  const window = Buffer.allocUnsafe(feedBytes[0]);
  for (let at = from; ; ) {
    const read = readSync(handle, window, 0, window.length, at);
    const found = window.subarray(0, read).indexOf(magic);
    if (found >= 0) return at + found;
    if (read < window.length) return undefined;
    at += read - magic.length + 1;
  }
}

function wordsFor({ message, unpacked }: Failure): string {
  if (message === cutOff) return 'compressed data cut off';
  if (/incorrect (data|length) check/.test(message)) return 'compressed data does not match its checksum';
  if (message === foreign && unpacked > 0) return 'bytes after the end of the compressed data';
  return 'compressed data is broken';
}
