import type { System, SystemParts } from '../system.ts';
import type { TimeWindow } from '../time.ts';
import { ProviderBook } from '../truth/provider-book.ts';
import type { ProviderTruth } from '../truth/truth.ts';
import { AccessLog } from './access-log.ts';
import { HttpEstate } from './estate.ts';
import { writeHttpInventory } from './inventory/write-http-inventory.ts';
import { closeHttpBook } from './truth.ts';

/** The organisation's own API: its keys, the log of the gateway before it, and the truth about both. */
export class HttpSystem implements System {
  readonly id = 'http';
  readonly estate: HttpEstate;
  readonly log: AccessLog;
  readonly book = new ProviderBook();
  readonly #directory: string;
  readonly #window: TimeWindow;

  constructor({ directory, window, random }: SystemParts) {
    const own = random.split('http');
    this.#directory = directory;
    this.#window = window;
    this.estate = new HttpEstate(own.split('estate'));
    const { estate, book } = this;
    this.log = new AccessLog({ directory, window, estate, book, random: own.split('files') });
  }

  closeHour(end: number): void {
    this.log.files().flush(end);
  }

  recordsWritten(): number {
    return this.log.files().written().records;
  }

  heldBytesMax(): number {
    return this.log.files().heldBytesMax();
  }

  close(): ProviderTruth {
    this.log.files().close();
    const { records, ...written } = this.log.files().written();
    const inventory = writeHttpInventory(this.#directory, this.estate, this.#window.to);
    return closeHttpBook(this, this.#window, { files: { ...written, inventory }, total: records });
  }
}
