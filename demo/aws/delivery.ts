import { join } from 'node:path';
import { writeGzip } from '../files/write-gzip.ts';
import type { Random } from '../random.ts';
import { dayPath, MINUTE, minuteStamp } from '../time.ts';

/** A place in the tree that files of one kind, account and region are delivered into. */
export interface Stream {
  readonly folder: 'CloudTrail' | 'CloudTrail-Insight';
  /** Whether a second trail fills it with copies of what the first one delivers. */
  readonly isOverlapping: boolean;
  /** Folder below the data directory, for example `AWSLogs/o-…/482913650174`. */
  readonly prefix: string;
  readonly accountId: string;
  readonly region: string;
  /** How much time one file covers; whole minutes that divide a day. */
  readonly slotMs: number;
}

export interface DeliveredFile {
  readonly stream: Stream;
  /** Path below the data directory. */
  readonly path: string;
  readonly deliveredAt: number;
  readonly bytes: Buffer;
  readonly oldestEventAt: number;
  readonly newestEventAt: number;
}

/** How much has been delivered; sizes count records only, uncompressed and compressed. */
export interface Written {
  readonly logs: number;
  /** Of `logs`: those of the second trail. */
  readonly overlapping: number;
  readonly insights: number;
  readonly records: number;
  readonly rawBytes: number;
  readonly compressedBytes: number;
}

interface Entry {
  readonly at: number;
  readonly eventId: string;
  readonly text: string;
}

const recordsPerFileMax = 5_000;

/** Collects records and writes them as the gzip files that CloudTrail delivers; holds a few slots at a time. */
export class Delivery {
  readonly #directory: string;
  readonly #random: Random;
  readonly #onFile: (file: DeliveredFile) => void;
  readonly #slots = new Map<Stream, Map<number, Entry[]>>();
  #heldBytes = 0;
  #heldBytesMax = 0;
  #written: Written = { logs: 0, overlapping: 0, insights: 0, records: 0, rawBytes: 0, compressedBytes: 0 };

  constructor(directory: string, random: Random, onFile: (file: DeliveredFile) => void) {
    this.#directory = directory;
    this.#random = random;
    this.#onFile = onFile;
  }

  /** Puts a record on its way; it lands in the file of the slot in which it is delivered. */
  add(stream: Stream, record: Entry, delayMs: number): void {
    const slotEnd = (Math.floor((record.at + delayMs) / stream.slotMs) + 1) * stream.slotMs;
    let slots = this.#slots.get(stream);
    if (slots === undefined) {
      slots = new Map();
      this.#slots.set(stream, slots);
    }
    const slot = slots.get(slotEnd);
    if (slot === undefined) slots.set(slotEnd, [record]);
    else slot.push(record);
    this.#heldBytes += record.text.length;
    this.#heldBytesMax = Math.max(this.#heldBytesMax, this.#heldBytes);
  }

  /** Writes all slots that end at or before that moment. */
  flush(until: number): void {
    for (const [stream, slots] of this.#slots) {
      const due = [...slots.keys()].filter((slotEnd) => slotEnd <= until).sort((left, right) => left - right);
      for (const slotEnd of due) {
        this.#writeSlot(stream, slotEnd, slots.get(slotEnd) ?? []);
        slots.delete(slotEnd);
      }
    }
  }

  /** Writes everything that is still on its way. */
  close(): void {
    this.flush(Number.POSITIVE_INFINITY);
  }

  /** Gives the most that was ever on its way at one time, in characters of record text. */
  heldBytesMax(): number {
    return this.#heldBytesMax;
  }

  /** Gives what has been written so far. */
  written(): Written {
    return this.#written;
  }

  #writeSlot(stream: Stream, slotEnd: number, entries: Entry[]): void {
    entries.sort((left, right) => left.at - right.at || (left.eventId < right.eventId ? -1 : 1));
    for (let start = 0; start < entries.length; start += recordsPerFileMax) {
      this.#writeFile(stream, slotEnd, start, entries.slice(start, start + recordsPerFileMax));
    }
  }

  #writeFile(stream: Stream, deliveredAt: number, part: number, entries: readonly Entry[]): void {
    const name = `${stream.accountId}_${stream.folder}_${stream.region}_${minuteStamp(deliveredAt)}`;
    const suffix = this.#random.split(`${stream.prefix}/${name}/${part}`).alphanumeric(16);
    const path = join(
      stream.prefix,
      stream.folder,
      stream.region,
      dayPath(deliveredAt),
      `${name}_${suffix}.json.gz`,
    );
    const text = `{"Records":[${entries.map((entry) => entry.text).join(',')}]}`;
    const bytes = writeGzip(join(this.#directory, path), text);
    const { logs, overlapping, insights, records, rawBytes, compressedBytes } = this.#written;
    this.#heldBytes -= entries.reduce((sum, entry) => sum + entry.text.length, 0);
    const isLog = stream.folder === 'CloudTrail';
    this.#written = {
      logs: logs + (isLog ? 1 : 0),
      overlapping: overlapping + (stream.isOverlapping ? 1 : 0),
      insights: insights + (isLog ? 0 : 1),
      records: records + entries.length,
      rawBytes: rawBytes + Buffer.byteLength(text),
      compressedBytes: compressedBytes + bytes.length,
    };
    this.#onFile({
      stream,
      path,
      deliveredAt,
      bytes,
      oldestEventAt: entries[0]?.at ?? deliveredAt,
      newestEventAt: entries.at(-1)?.at ?? deliveredAt,
    });
  }
}

const slotMinutes = [5, 15, 30, 60, 120, 240, 480, 720, 1440];
const recordsPerFileWanted = 300;

/**
 * Chooses how much time a file covers. The real trail delivers every five minutes; a small organisation would
 * then consist of a hundred thousand nearly empty files, so quiet streams are delivered in larger portions.
 */
export function slotFor(recordsPerDay: number): number {
  const wanted = recordsPerFileWanted / (recordsPerDay / 1440);
  return (slotMinutes.findLast((minutes) => minutes <= wanted) ?? 5) * MINUTE;
}
