import { createWriteStream, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

/** Writes a file so that it is there whole or not at all, whatever happens. Only its owner may read it. */
export function writeFileWhole(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const beside = `${path}.part`;
  writeFileSync(beside, content, { mode: 0o600, flush: true });
  renameSync(beside, path);
}

/** Writes what comes in the same way, packed. What is packed already stays as it is. */
export async function writeStreamWhole(path: string, body: AsyncIterable<Uint8Array>): Promise<void> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const beside = `${path}.part`;
  const file = createWriteStream(beside, { mode: 0o600, flush: true });
  const chunks = body[Symbol.asyncIterator]();
  const first = await chunks.next();
  const whole = Readable.from(joined(first, chunks));
  const isPacked = first.done !== true && first.value[0] === 0x1f && first.value[1] === 0x8b;
  await (isPacked ? pipeline(whole, file) : pipeline(whole, createGzip(), file));
  renameSync(beside, path);
}

async function* joined(
  first: IteratorResult<Uint8Array>,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  for (let next = first; next.done !== true; next = await rest.next()) yield next.value;
}
