import { createReadStream } from 'node:fs';
import { TextDecoder } from 'node:util';
import { reasonOf } from '../find-files.ts';
import type { InspectedFile } from '../inspect-file.ts';
import { inflateMembers, type Unpacked } from './inflate-members.ts';
import { LineSplitter } from './split-lines.ts';
import { type Piece, RecordSplitter } from './split-records.ts';
import { TableSplitter } from './split-table.ts';
import { Utf16Positions } from './utf16-positions.ts';

export interface Unreadable {
  /** Position in the unpacked content, in bytes. */
  readonly offset: number;
  readonly reason: string;
}

export type SalvagedObject = Extract<Piece, { kind: 'object' }>;

export interface Salvaged {
  readonly objects: number;
  /** The first hundred pieces that could not be read. */
  readonly unreadable: readonly Unreadable[];
  readonly unreadableCount: number;
}

/** So many pieces of one file are told with their places; all are counted. */
export const shownMax = 100;
/** A file that gives nothing readable for so long is taken for something else, such as a decompression bomb. */
const barrenBytesMax = 64 * 1024 * 1024;
/** No log packs better: every record has an id of its own, which packs badly. */
const packingRatioMax = 256;
const unsuspectedObjects = 100_000;

/**
 * Reads a file however damaged it is, gives every JSON object in it, every row of a table as one, or every line of text, to `take` in order,
 * and tells what could not be read. Memory stays flat whatever the file unpacks to, and so does the time by its size on the disk.
 */
export async function salvageFile(
  file: InspectedFile,
  take: (object: SalvagedObject) => void,
): Promise<Salvaged> {
  const unreadable: Unreadable[] = [];
  let [objects, unreadableCount, lastGood] = [0, 0, 0];
  const report = (offset: number, reason: string): void => {
    unreadableCount++;
    if (unreadable.length < shownMax) unreadable.push({ offset, reason });
  };
  const content = new Content(file);
  const accept = (pieces: Iterable<Piece>): void => {
    for (const piece of pieces) {
      const offset = content.positionOf(piece.offset);
      if (piece.kind === 'broken') report(offset, piece.reason);
      else {
        objects++;
        lastGood = content.length;
        take({ ...piece, offset });
      }
    }
  };
  let splitter = splitterFor(file);
  const bytesMax = bytesMaxOf(file);
  for await (const part of content.parts()) {
    if (part.kind === 'bytes') accept(splitter.push(part.bytes));
    else {
      accept(splitter.end());
      report(content.positionOf(content.length), part.reason);
      splitter = splitter.after(content.length);
    }
    const excess =
      content.length - lastGood > barrenBytesMax
        ? 'no record in 64 MiB of content: given up'
        : content.length > bytesMax || objects > unsuspectedObjects + file.bytes
          ? 'it unpacks to more than any log: given up'
          : undefined;
    if (excess) {
      report(content.positionOf(content.length), excess);
      return { objects, unreadable, unreadableCount };
    }
  }
  accept(splitter.end());
  return { objects, unreadable, unreadableCount };
}

function splitterFor({ layout }: InspectedFile): LineSplitter | RecordSplitter | TableSplitter {
  if (layout === 'table') return new TableSplitter();
  return layout === 'text' ? new LineSplitter() : new RecordSplitter();
}

/** A file that unpacks to more is no log. */
export function bytesMaxOf(file: InspectedFile): number {
  return barrenBytesMax + packingRatioMax * file.bytes;
}

/** A file’s content as UTF-8, unpacked as far as that goes. */
class Content {
  /** Bytes given so far. */
  length = 0;
  readonly #file: InspectedFile;
  #positions: Utf16Positions | undefined;

  constructor(file: InspectedFile) {
    this.#file = file;
  }

  /** The position in the content as it was written. */
  positionOf(offset: number): number {
    return this.#positions?.at(offset) ?? offset;
  }

  async *parts(): AsyncGenerator<Unpacked> {
    const decoder =
      this.#file.encoding === 'utf-8' ? undefined : new TextDecoder(this.#file.encoding, { ignoreBOM: true });
    if (decoder) this.#positions = new Utf16Positions();
    for await (const part of unpackedParts(this.#file)) {
      if (part.kind === 'damage') {
        yield part;
        continue;
      }
      const bytes = decoder ? Buffer.from(decoder.decode(part.bytes, { stream: true })) : part.bytes;
      this.#positions?.push(bytes);
      this.length += bytes.length;
      yield { kind: 'bytes', bytes };
    }
  }
}

async function* unpackedParts(file: InspectedFile): AsyncGenerator<Unpacked> {
  try {
    if (file.compression === 'gzip') yield* inflateMembers(file.location);
    else if (file.compression === 'none') {
      for await (const bytes of createReadStream(file.location)) yield { kind: 'bytes', bytes };
    } else yield { kind: 'damage', reason: `${file.compression} data cannot be read in part` };
  } catch (error) {
    yield { kind: 'damage', reason: reasonOf(error) };
  }
}
