import type { System, SystemParts } from '../system.ts';
import type { TimeWindow } from '../time.ts';
import { ProviderBook } from '../truth/provider-book.ts';
import type { ProviderTruth } from '../truth/truth.ts';
import { KubernetesAuditLog } from './audit-log.ts';
import { KubernetesEstate } from './estate.ts';
import { writeKubernetesInventory } from './inventory/write-kubernetes-inventory.ts';
import { closeKubernetesBook } from './truth.ts';

/** The organisation's cluster: who may do what in it, the audit log of its API server, and the truth about both. */
export class KubernetesSystem implements System {
  readonly id = 'kubernetes';
  readonly estate: KubernetesEstate;
  readonly log: KubernetesAuditLog;
  readonly book = new ProviderBook();
  readonly #directory: string;
  readonly #window: TimeWindow;

  constructor({ directory, window, random }: SystemParts) {
    const own = random.split('kubernetes');
    this.#directory = directory;
    this.#window = window;
    this.estate = new KubernetesEstate(own.split('estate'));
    const { estate, book } = this;
    this.log = new KubernetesAuditLog({ directory, window, estate, book, random: own.split('files') });
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
    const inventory = writeKubernetesInventory(this.#directory, this.estate, this.#window.to);
    return closeKubernetesBook(this, this.#window, { files: { ...written, inventory }, total: records });
  }
}
