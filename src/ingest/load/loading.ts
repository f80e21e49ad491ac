import type { Provider } from '../../providers/provider.ts';
import type { Store } from '../../store/store.ts';
import type { InspectedFile } from '../inspect-file.ts';
import type { FileCounts } from './load-batch.ts';

/** What every way of loading works with. */
export interface Loading {
  readonly store: Store;
  readonly provider: Provider;
  /** Epoch milliseconds; records from later than a day after it are not believed. */
  readonly now: number;
  /** The account that the files are said to be of; empty where nobody said. */
  readonly account: string;
  /** For what is only needed while it is loaded. */
  readonly folder: string;
}

/** What became of some files, each of which is in exactly one of these. */
export interface Loaded {
  readonly counts: ReadonlyMap<InspectedFile, FileCounts>;
  /** Known to be damaged, or refused by the engine. */
  readonly damaged: readonly InspectedFile[];
  /** Sound, as far as is known, but not to be loaded this way. */
  readonly others: readonly InspectedFile[];
}

/** No log holds more records than bytes on the disk: each has an id of its own, which packs badly. */
export function rowsMaxOf(files: readonly InspectedFile[]): number {
  return files.reduce((sum, file) => sum + file.bytes, 1_000_000);
}

/** A provider’s word for a JSON value that is none of its records, whatever it is called. */
export function isForeign(reason: string): boolean {
  return reason.startsWith('not a ');
}

/** A provider’s word for a line that is no JSON. */
export const brokenReason = 'broken JSON';
