import type { OnProgress } from '../ingest/progress.ts';
import type { Store } from '../store/store.ts';

export type { OnProgress, Progress } from '../ingest/progress.ts';

/** What every service works with. */
export interface Context {
  readonly store: Store;
  /** UTC epoch milliseconds. */
  readonly now: () => number;
  readonly onProgress: OnProgress;
}
