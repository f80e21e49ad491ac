import { randomBytes } from 'node:crypto';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadFile } from '../../store/store.ts';
import { gzipMember } from './gzip-member.ts';

/** A statement opens few packs, yet enough for its threads to end together. */
const packBytesMax = 2 * 1024 * 1024;
const writeBytes = 1024 * 1024;
const linesLengthMax = 256 * 1024;

/** What lines without a mark are counted under. */
export const strayId = 2n ** 64n - 1n;

/**
 * Gathers the contents of many files into a few gzip files, each line behind a mark that tells where it comes from:
 * opening thousands of small files costs the engine far more than reading them. Packed contents are taken as they are.
 */
export class PackWriter {
  readonly #folder: string;
  /** Cannot be known to whoever wrote the files, so that no content passes for another file’s. */
  readonly #mark = randomBytes(8).toString('hex');
  readonly #packs: LoadFile[] = [];
  #handle: number | undefined;
  #packBytes = 0;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #lines: string[] = [];
  #linesLength = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Adds a gzip file that holds one line. */
  addPacked(id: bigint, packed: Buffer): void {
    this.#endLines();
    this.#endFullPack();
    this.#write(gzipMember(Buffer.from(`\n${this.#markOf(id)}`)));
    this.#write(packed);
  }

  addLine(id: bigint, line: string): void {
    this.#lines.push(`\n${this.#markOf(id)}${line}`);
    this.#linesLength += line.length;
    if (this.#linesLength > linesLengthMax) this.#endLines();
  }

  /** Writes what is still waiting and gives all packs. */
  finish(): readonly LoadFile[] {
    this.#endLines();
    this.#flush();
    this.#endPack();
    return this.#packs;
  }

  /** Deletes the packs. */
  remove(): void {
    this.#endPack();
    for (const { path } of this.#packs) rmSync(path, { force: true });
  }

  /** A SELECT of `(line, file_id)` over the packs’ lines as the store gives them. */
  unpacking(source: string): string {
    const idAt = this.#mark.length + 1;
    const isMarked = `startsWith(packed_line, '${this.#mark}')`;
    return `
      SELECT
        if(${isMarked}, substring(packed_line, ${idAt + 20}), '') AS line,
        if(${isMarked}, toUInt64OrZero(substring(packed_line, ${idAt}, 20)), ${strayId}) AS file_id
      FROM (SELECT line AS packed_line FROM (${source}))
      WHERE packed_line NOT IN ('', '\\r')`;
  }

  #markOf(id: bigint): string {
    return this.#mark + String(id).padStart(20, '0');
  }

  #endLines(): void {
    if (this.#lines.length === 0) return;
    this.#endFullPack();
    this.#write(gzipMember(Buffer.from(this.#lines.join(''))));
    this.#lines = [];
    this.#linesLength = 0;
  }

  #write(bytes: Buffer): void {
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    if (this.#waitingBytes >= writeBytes) this.#flush();
  }

  #flush(): void {
    if (this.#waiting.length === 0) return;
    if (this.#handle === undefined) {
      const path = join(this.#folder, `${this.#mark}-${this.#packs.length}.gz`);
      this.#handle = openSync(path, 'wx');
      this.#packs.push({ id: BigInt(this.#packs.length), path, compression: 'gzip' });
    }
    const bytes = Buffer.concat(this.#waiting);
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#handle, bytes, at);
    this.#packBytes += bytes.length;
    this.#waiting = [];
    this.#waitingBytes = 0;
  }

  /** A mark and what it stands before must not be parted, so a pack only ends before a mark. */
  #endFullPack(): void {
    if (this.#packBytes + this.#waitingBytes < packBytesMax) return;
    this.#flush();
    this.#endPack();
  }

  #endPack(): void {
    if (this.#handle !== undefined) closeSync(this.#handle);
    this.#handle = undefined;
    this.#packBytes = 0;
  }
}
