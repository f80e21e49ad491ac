import type { Store } from '../store/store.ts';

/** What is written down about one file. */
export interface FileRecord {
  readonly provider: string;
  readonly contentId: string;
  readonly fileId: bigint;
  readonly path: string;
  readonly bytes: number;
  /** The account that it was said to be of; absent where nobody said. */
  readonly account?: string | undefined;
  /** `loading` until all it holds is stored; `interrupted` when that never came to its end. */
  readonly kind: 'calls' | 'inventory' | 'ignored' | 'loading' | 'interrupted';
  readonly envelope: string;
  readonly calls: number;
  readonly ignored: Readonly<Record<string, number>>;
  readonly unreadable: readonly { readonly offset: number; readonly reason: string }[];
  readonly unreadableCount: number;
}

const rowsPerInsert = 5000;
const shownMax = 100;

/** Writes down what became of files. It comes after everything they hold has been stored. */
export async function recordFiles(store: Store, records: readonly FileRecord[], now: number): Promise<void> {
  const rows = records.map((record) => ({
    provider: record.provider,
    content_id: record.contentId,
    file_id: String(record.fileId),
    path: record.path,
    bytes: record.bytes,
    account: record.account ?? '',
    kind: record.kind,
    envelope: record.envelope,
    calls: record.calls,
    ignored: record.ignored,
    unreadable: record.unreadable.slice(0, shownMax),
    unreadable_count: record.unreadableCount,
    loaded_at: record.kind === 'loading' || record.kind === 'interrupted' ? stages.indexOf(record.kind) : now,
  }));
  for (let at = 0; at < rows.length; at += rowsPerInsert) {
    await store.insert('files_v1', rows.slice(at, at + rowsPerInsert));
  }
}

/** Of several rows about one content the last stage counts, whatever the clock said. */
const stages = ['loading', 'interrupted'];
