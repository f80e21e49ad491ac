import { closeSync, openSync, writeSync } from 'node:fs';
import type { InspectedFile } from '../inspect-file.ts';
import { type Piece, RecordSplitter } from './split-records.ts';
import { DamagedError, unpackedChunks } from './unpacked-chunks.ts';

export interface Unreadable {
  /** Position in the unpacked content, in bytes. */
  readonly offset: number;
  readonly reason: string;
}

export interface Salvaged {
  readonly objects: number;
  /** The first hundred pieces that could not be read. */
  readonly unreadable: readonly Unreadable[];
  readonly unreadableCount: number;
}

const shownMax = 100;
/** A file that gives nothing readable for so long is taken for something else, such as a decompression bomb. */
const barrenBytesMax = 64 * 1024 * 1024;
const batchCharacters = 1024 * 1024;

/**
 * Copies every readable JSON object of a damaged file into `target`, one a line, and tells what could not be read.
 * Memory stays flat whatever the file unpacks to.
 */
export async function salvageFile(file: InspectedFile, target: string): Promise<Salvaged> {
  const lines = new LineWriter(target);
  const unreadable: Unreadable[] = [];
  let [objects, unreadableCount, offset, lastGood] = [0, 0, 0, 0];
  const report = ({ offset: at, reason }: Unreadable): void => {
    unreadableCount++;
    if (unreadable.length < shownMax) unreadable.push({ offset: at, reason });
  };
  const take = (pieces: Iterable<Piece>): void => {
    for (const piece of pieces) {
      if (piece.kind === 'broken') {
        report(piece);
        continue;
      }
      objects++;
      lastGood = offset;
      lines.write(piece.text);
    }
  };
  const splitter = new RecordSplitter();
  try {
    for await (const chunk of unpackedChunks(file)) {
      offset += chunk.length;
      take(splitter.push(chunk));
      if (offset - lastGood > barrenBytesMax)
        throw new DamagedError('no record in 64 MiB of content: given up');
    }
    take(splitter.end());
  } catch (error) {
    if (!(error instanceof DamagedError)) throw error;
    take(splitter.end());
    report({ offset, reason: error.message });
  } finally {
    lines.close();
  }
  return { objects, unreadable, unreadableCount };
}

class LineWriter {
  readonly #handle: number;
  #lines: string[] = [];
  #characters = 0;

  constructor(path: string) {
    this.#handle = openSync(path, 'w');
  }

  /** A record over several lines becomes one; line breaks inside its texts are escaped already. */
  write(record: string): void {
    this.#lines.push(record.replace(/[\r\n]+/g, ' '));
    this.#characters += record.length;
    if (this.#characters > batchCharacters) this.#flush();
  }

  close(): void {
    this.#flush();
    closeSync(this.#handle);
  }

  #flush(): void {
    if (this.#lines.length > 0) writeSync(this.#handle, `${this.#lines.join('\n')}\n`);
    this.#lines = [];
    this.#characters = 0;
  }
}
