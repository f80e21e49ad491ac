import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeGzip } from './write-gzip.ts';

export interface LineFilesOptions {
  readonly directory: string;
  /** How much time one file covers. */
  readonly slotMs: number;
  /** Where the file of a slot lies, below the directory; written compressed when it ends in `.gz`. */
  readonly pathOf: (slotEnd: number) => string;
  /** A first line of every file. */
  readonly header?: string;
}

interface Line {
  readonly at: number;
  readonly text: string;
}

/** Collects records of one line each and writes them, slot by slot, in the order of their times. */
export class LineFiles {
  readonly #options: LineFilesOptions;
  readonly #slots = new Map<number, Line[]>();
  #flushedUntil = 0;
  #heldBytes = 0;
  #heldBytesMax = 0;
  #written = { logs: 0, records: 0, rawBytes: 0, compressedBytes: 0 };

  constructor(options: LineFilesOptions) {
    this.#options = options;
  }

  /** Puts a record on its way; it lands in the file of the slot in which it arrives. */
  add(at: number, text: string, delayMs = 0): void {
    const { slotMs } = this.#options;
    // What comes when its file is written already is delivered late.
    const arrival = Math.max(at + delayMs, this.#flushedUntil);
    const slotEnd = (Math.floor(arrival / slotMs) + 1) * slotMs;
    const slot = this.#slots.get(slotEnd);
    if (slot === undefined) this.#slots.set(slotEnd, [{ at, text }]);
    else slot.push({ at, text });
    this.#heldBytes += text.length;
    this.#heldBytesMax = Math.max(this.#heldBytesMax, this.#heldBytes);
  }

  /** Writes all slots that end at or before that moment. */
  flush(until: number): void {
    const due = [...this.#slots.keys()].filter((slotEnd) => slotEnd <= until);
    for (const slotEnd of due.sort((left, right) => left - right)) this.#write(slotEnd);
    this.#flushedUntil = until;
  }

  /** Writes everything that is still on its way. */
  close(): void {
    this.flush(Number.POSITIVE_INFINITY);
  }

  /** Gives the most that was ever on its way at one time, in characters. */
  heldBytesMax(): number {
    return this.#heldBytesMax;
  }

  /** Gives how much has been written so far. */
  written(): Readonly<{ logs: number; records: number; rawBytes: number; compressedBytes: number }> {
    return this.#written;
  }

  #write(slotEnd: number): void {
    const lines = (this.#slots.get(slotEnd) ?? []).sort((left, right) => left.at - right.at);
    this.#slots.delete(slotEnd);
    const { directory, pathOf, header } = this.#options;
    const texts = [...(header === undefined ? [] : [header]), ...lines.map(({ text }) => text)];
    const text = `${texts.join('\n')}\n`;
    const path = join(directory, pathOf(slotEnd));
    const bytes = path.endsWith('.gz') ? writeGzip(path, text) : writePlain(path, text);
    this.#heldBytes -= lines.reduce((sum, line) => sum + line.text.length, 0);
    const { logs, records, rawBytes, compressedBytes } = this.#written;
    this.#written = {
      logs: logs + 1,
      records: records + lines.length,
      rawBytes: rawBytes + Buffer.byteLength(text),
      compressedBytes: compressedBytes + bytes.length,
    };
  }
}

function writePlain(path: string, text: string): Buffer {
  const bytes = Buffer.from(text);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  return bytes;
}
