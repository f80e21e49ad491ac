import type { LineFiles } from './files/line-files.ts';
import type { Random } from './random.ts';
import type { System, SystemId, SystemParts } from './system.ts';
import type { TimeWindow } from './time.ts';
import { ProviderBook } from './truth/provider-book.ts';
import type { FileCounts, ProviderTruth } from './truth/truth.ts';

/** A log that is kept in files of lines. */
export interface LineLog {
  files(): readonly LineFiles[];
}

/** What a log is written from. */
export interface LogParts<Estate> {
  readonly directory: string;
  readonly window: TimeWindow;
  readonly estate: Estate;
  readonly book: ProviderBook;
  readonly random: Random;
}

/** What tells one system from another. */
export interface SystemKind<Estate, Log extends LineLog> {
  readonly id: SystemId;
  readonly estate: (random: Random) => Estate;
  readonly log: (parts: LogParts<Estate>) => Log;
  /** Writes the inventory, and gives how many files that took. */
  readonly writeInventory: (directory: string, estate: Estate, exportedAt: number) => number;
  readonly closeBook: (
    system: LoggedSystem<Estate, Log>,
    window: TimeWindow,
    written: { readonly files: FileCounts; readonly total: number },
  ) => ProviderTruth;
}

/** A system that logs into files of lines: what exists in it, its log, and the truth about both. */
export class LoggedSystem<Estate, Log extends LineLog> implements System {
  readonly id: SystemId;
  readonly estate: Estate;
  readonly log: Log;
  readonly book = new ProviderBook();
  readonly #kind: SystemKind<Estate, Log>;
  readonly #directory: string;
  readonly #window: TimeWindow;

  constructor({ directory, window, random }: SystemParts, kind: SystemKind<Estate, Log>) {
    const own = random.split(kind.id);
    this.id = kind.id;
    this.#kind = kind;
    this.#directory = directory;
    this.#window = window;
    this.estate = kind.estate(own.split('estate'));
    const { estate, book } = this;
    this.log = kind.log({ directory, window, estate, book, random: own.split('files') });
  }

  closeHour(end: number): void {
    for (const files of this.log.files()) files.flush(end);
  }

  recordsWritten(): number {
    return this.#sum((files) => files.written().records);
  }

  heldBytesMax(): number {
    return this.#sum((files) => files.heldBytesMax());
  }

  close(): ProviderTruth {
    for (const files of this.log.files()) files.close();
    const files: FileCounts = {
      logs: this.#sum((one) => one.written().logs),
      rawBytes: this.#sum((one) => one.written().rawBytes),
      compressedBytes: this.#sum((one) => one.written().compressedBytes),
      inventory: this.#kind.writeInventory(this.#directory, this.estate, this.#window.to),
    };
    return this.#kind.closeBook(this, this.#window, { files, total: this.recordsWritten() });
  }

  #sum(count: (files: LineFiles) => number): number {
    return this.log.files().reduce((sum, files) => sum + count(files), 0);
  }
}
