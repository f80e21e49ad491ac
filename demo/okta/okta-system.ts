import type { System, SystemParts } from '../system.ts';
import type { TimeWindow } from '../time.ts';
import { ProviderBook } from '../truth/provider-book.ts';
import type { ProviderTruth } from '../truth/truth.ts';
import { OktaEstate } from './estate.ts';
import { writeOktaInventory } from './inventory/write-okta-inventory.ts';
import { SystemLog } from './system-log.ts';
import { closeOktaBook } from './truth.ts';

/** The organisation at Okta: who signs in and who manages that, the System Log, and the truth about both. */
export class OktaSystem implements System {
  readonly id = 'okta';
  readonly estate: OktaEstate;
  readonly log: SystemLog;
  readonly book = new ProviderBook();
  readonly #directory: string;
  readonly #window: TimeWindow;

  constructor({ directory, window, random }: SystemParts) {
    const own = random.split('okta');
    this.#directory = directory;
    this.#window = window;
    this.estate = new OktaEstate(own.split('estate'));
    const { estate, book } = this;
    this.log = new SystemLog({ directory, window, estate, book, random: own.split('files') });
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
    const inventory = writeOktaInventory(this.#directory, this.estate, this.#window.to);
    return closeOktaBook(this, this.#window, { files: { ...written, inventory }, total: records });
  }
}
