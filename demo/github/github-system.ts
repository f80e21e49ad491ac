import type { System, SystemParts } from '../system.ts';
import type { TimeWindow } from '../time.ts';
import { ProviderBook } from '../truth/provider-book.ts';
import type { ProviderTruth } from '../truth/truth.ts';
import { AuditLog } from './audit-log.ts';
import { GithubEstate } from './estate.ts';
import { writeGithubInventory } from './inventory/write-github-inventory.ts';
import { closeGithubBook } from './truth.ts';

/** The organisation on GitHub: what exists in it, the enterprise's audit log, and the truth about both. */
export class GithubSystem implements System {
  readonly id = 'github';
  readonly estate: GithubEstate;
  readonly log: AuditLog;
  readonly book = new ProviderBook();
  readonly #directory: string;
  readonly #window: TimeWindow;

  constructor({ directory, window, random }: SystemParts) {
    const own = random.split('github');
    this.#directory = directory;
    this.#window = window;
    this.estate = new GithubEstate(own.split('estate'));
    this.log = new AuditLog(directory, window, this.estate, this.book, own.split('files'));
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
    const inventory = writeGithubInventory(this.#directory, this.estate, this.#window.to);
    return closeGithubBook(this, this.#window, { files: { ...written, inventory }, total: records });
  }
}
