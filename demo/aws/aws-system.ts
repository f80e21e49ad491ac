import type { Organisation } from '../organisation/organisation.ts';
import type { System, SystemParts } from '../system.ts';
import type { TimeWindow } from '../time.ts';
import { ProviderBook } from '../truth/provider-book.ts';
import type { ProviderTruth } from '../truth/truth.ts';
import { Delivery } from './delivery.ts';
import { Digests } from './digests.ts';
import { Estate } from './estate.ts';
import { writeInventory } from './inventory/write-inventory.ts';
import { Trail } from './trail.ts';
import { closeBook } from './truth.ts';

/** The organisation's AWS accounts: what exists in them, their trail, and the truth about both. */
export class AwsSystem implements System {
  readonly id = 'aws';
  readonly estate: Estate;
  readonly trail: Trail;
  readonly book = new ProviderBook();
  readonly #directory: string;
  readonly #window: TimeWindow;
  readonly #organisation: Organisation;
  readonly #digests: Digests;
  readonly #delivery: Delivery;

  constructor({ directory, window, random, organisation, scale }: SystemParts) {
    this.#directory = directory;
    this.#window = window;
    this.#organisation = organisation;
    this.estate = new Estate(random.split('aws'));
    this.#digests = new Digests(directory, window);
    this.#delivery = new Delivery(directory, random.split('delivery'), (file) => this.#digests.add(file));
    this.trail = new Trail(window, scale, this.estate, this.book, this.#delivery);
  }

  closeHour(end: number): void {
    this.#delivery.flush(end);
    this.#digests.closeHour(end);
  }

  recordsWritten(): number {
    return this.#delivery.written().records;
  }

  heldBytesMax(): number {
    return this.#delivery.heldBytesMax();
  }

  close(): ProviderTruth {
    this.#delivery.close();
    const { records, ...logFiles } = this.#delivery.written();
    const files = {
      ...logFiles,
      digests: this.#digests.files(),
      inventory: writeInventory(this.#directory, this.estate, this.#organisation.staff, this.#window.to),
    };
    return closeBook(this.estate, this.trail, this.book, { files, total: records });
  }
}
