import type { OnProgress } from '../ingest/progress.ts';
import type { Store } from '../store/store.ts';

/** What every service works with. */
export interface Context {
  readonly store: Store;
  /** UTC epoch milliseconds. */
  readonly now: () => number;
  readonly onProgress: OnProgress;
}
