import { z } from 'zod';
import { groupBy } from '../model/group-by.ts';
import type { Provider } from '../providers/provider.ts';
import type { Store } from '../store/store.ts';
import type { Found, FoundFile } from './find-files.ts';
import { reasonOf } from './find-files.ts';
import { type InspectedFile, inspectFile } from './inspect-file.ts';
import type { CallFile } from './load-calls.ts';
import type { OnProgress } from './progress.ts';
import { recogniseFile } from './recognise-file.ts';
import type { FileRecord } from './record-files.ts';

/** What lies there to be loaded, and what does not need to be. */
export interface Stock {
  readonly calls: ReadonlyMap<Provider, readonly CallFile[]>;
  readonly inventories: ReadonlyMap<Provider, readonly InspectedFile[]>;
  /** What there is to write down about files that give nothing to load. */
  readonly others: readonly FileRecord[];
  /** Files with contents of their own that had not been loaded before. */
  readonly fresh: readonly InspectedFile[];
  /** Files whose very bytes had been loaded before, or lie there twice. */
  readonly known: readonly InspectedFile[];
}

/** Between looking at a file and telling what it is, its beginning is held in memory. */
const filesAtOnce = 1000;

/** Looks at every file found: what it is, and whether its contents have been loaded before. */
export async function takeStock(store: Store, found: Found, onProgress: OnProgress): Promise<Stock> {
  const others = found.unreadable.map(({ path, reason }) => unreadablePath(path, 0, reason));
  const calls: (CallFile & { readonly provider: Provider })[] = [];
  const inventories: { readonly file: InspectedFile; readonly provider: Provider }[] = [];
  const fresh = new Map<string, InspectedFile>();
  const known: InspectedFile[] = [];
  for (let at = 0; at < found.files.length; at += filesAtOnce) {
    onProgress({ stage: 'reading files', done: at, total: found.files.length });
    const files = inspectAll(found.files.slice(at, at + filesAtOnce), others);
    const held = await heldContents(store, files);
    for (const file of files) {
      const { contentId } = file;
      if (held.has(contentId) || fresh.has(contentId)) {
        known.push({ ...file, head: '' });
        continue;
      }
      const verdict = recogniseFile(file);
      const kept = { ...file, head: '' };
      fresh.set(contentId, kept);
      if (verdict.kind === 'nothing') others.push(verdict.record);
      else if (verdict.kind === 'calls') calls.push({ ...verdict, file: kept });
      else inventories.push({ ...verdict, file: kept });
    }
  }
  const files = groupBy(inventories, ({ provider }) => provider);
  return {
    calls: groupBy(calls, ({ provider }) => provider),
    inventories: new Map(
      [...files].map(([provider, members]) => [provider, members.map(({ file }) => file)]),
    ),
    others,
    fresh: [...fresh.values()],
    known,
  };
}

function inspectAll(files: readonly FoundFile[], unreadable: FileRecord[]): readonly InspectedFile[] {
  return files.flatMap((file) => {
    try {
      return [inspectFile(file)];
    } catch (error) {
      unreadable.push(unreadablePath(file.path, file.bytes, reasonOf(error)));
      return [];
    }
  });
}

function unreadablePath(path: string, bytes: number, reason: string): FileRecord {
  return {
    provider: '',
    contentId: `path:${path}`,
    fileId: 0n,
    path,
    bytes,
    kind: 'ignored',
    envelope: '',
    calls: 0,
    ignored: {},
    unreadable: [{ offset: 0, reason }],
    unreadableCount: 1,
  };
}

async function heldContents(store: Store, files: readonly InspectedFile[]): Promise<ReadonlySet<string>> {
  const rows = await store.query({
    name: 'files known',
    sql: `SELECT DISTINCT content_id FROM files_v1
      WHERE content_id IN {ids: Array(String)} AND kind NOT IN ('loading', 'interrupted')`,
    params: { ids: files.map((file) => file.contentId) },
    row: z.object({ content_id: z.string() }),
  });
  return new Set(rows.map((row) => row.content_id));
}
