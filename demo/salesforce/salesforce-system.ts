import type { System, SystemParts } from '../system.ts';
import type { TimeWindow } from '../time.ts';
import { ProviderBook } from '../truth/provider-book.ts';
import type { FileCounts, ProviderTruth } from '../truth/truth.ts';
import { SalesforceEstate } from './estate.ts';
import { EventLog } from './event-log.ts';
import { writeSalesforceInventory } from './inventory/write-salesforce-inventory.ts';
import { closeSalesforceBook } from './truth.ts';

/** The organisation at Salesforce: users and what they may do, event log files, and the truth about both. */
export class SalesforceSystem implements System {
  readonly id = 'salesforce';
  readonly estate: SalesforceEstate;
  readonly log: EventLog;
  readonly book = new ProviderBook();
  readonly #directory: string;
  readonly #window: TimeWindow;

  constructor({ directory, window, random }: SystemParts) {
    const own = random.split('salesforce');
    this.#directory = directory;
    this.#window = window;
    this.estate = new SalesforceEstate(own.split('estate'));
    const { estate, book } = this;
    this.log = new EventLog({ directory, window, estate, book, random: own.split('files') });
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
      inventory: writeSalesforceInventory(this.#directory, this.estate, this.#window.to),
    };
    return closeSalesforceBook(this, this.#window, { files, total: this.recordsWritten() });
  }

  #sum(count: (files: ReturnType<EventLog['files']>[number]) => number): number {
    return this.log.files().reduce((sum, files) => sum + count(files), 0);
  }
}
