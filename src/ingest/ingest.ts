import { groupBy } from '../model/group-by.ts';
import type { Provider } from '../providers/provider.ts';
import { providers } from '../providers/register.ts';
import type { Store } from '../store/store.ts';
import type { Found } from './find-files.ts';
import { recordGrantsAtUse } from './grants-at-use.ts';
import { ingestInventories, refusedFile } from './ingest-inventory.ts';
import { hasChanged } from './inspect-file.ts';
import { recallCatalogues } from './learn-catalogue.ts';
import { type LoadedFile, loadCalls } from './load-calls.ts';
import type { OnProgress } from './progress.ts';
import { learnHabits } from './rebuild-profiles.ts';
import { type FileRecord, recordFiles } from './record-files.ts';
import { prepareOrigins, resolveOrigins } from './resolve-origins.ts';
import { rollUp } from './roll-up.ts';
import { syncCatalogue } from './sync-catalogue.ts';
import { takeStock } from './take-stock.ts';
import { forgetFailures, unfinishedFiles, unfinishedRecord, unfinishedWeeks } from './unfinished-files.ts';

export interface IngestResult {
  readonly loadedFiles: number;
  /** Files whose very bytes had been loaded before. */
  readonly knownFiles: number;
  readonly rawBytes: number;
}

/**
 * Loads everything found: logs into calls, usage and coverage, inventories into who may do what.
 * Before anything of a file is stored it is written down as unfinished, and as loaded last of all. So whatever is cut
 * short is known: the next run sums up what was stored of it, loads it again if it lies there, and counts it once.
 */
export async function ingest(
  store: Store,
  found: Found,
  now: number,
  onProgress: OnProgress,
): Promise<IngestResult> {
  await recallCatalogues(store);
  const unfinished = await unfinishedFiles(store);
  const weeksLeft =
    unfinished.length > 0 ? await unfinishedWeeks(store) : new Map<string, readonly string[]>();
  const stock = await takeStock(store, found, onProgress);
  if (stock.calls.size > 0) prepareOrigins();
  const records: FileRecord[] = [...stock.others];
  const begun = providers().flatMap((provider) => {
    const files = (stock.inventories.get(provider) ?? []).flatMap(({ fresh }) => fresh);
    for (const { file } of stock.calls.get(provider) ?? []) files.push(file);
    return files.map((file) => unfinishedRecord(provider.id, file));
  });
  await recordFiles(store, begun, now);
  let hasNewUsage = false;
  for (const provider of providers()) {
    const logs = stock.calls.get(provider) ?? [];
    const inventories = stock.inventories.get(provider) ?? [];
    const left = weeksLeft.get(provider.id) ?? [];
    if (logs.length + inventories.length + left.length === 0) continue;
    await syncCatalogue(store, provider);
    const { records: listed, strangers } = await ingestInventories(store, provider, inventories);
    records.push(...listed);
    const calls = logs.filter(({ file }) => !strangers.has(file.account ?? ''));
    for (const { file } of logs) {
      const stranger = strangers.get(file.account ?? '');
      if (stranger !== undefined) records.push(refusedFile(provider, file, `beside ${stranger}`));
    }
    const loaded = calls.length > 0 ? await loadCalls(store, provider, calls, now, onProgress) : [];
    const weeks = [...new Set([...left, ...loaded.flatMap((file) => file.weeks)])].sort();
    await resolveOrigins(store, provider.id, weeks);
    await rollUp(store, provider.id, weeks, onProgress);
    if (weeks.length > 0) await recordGrantsAtUse(store, provider);
    records.push(...loaded.map((file) => recordOfCalls(provider, file)));
    hasNewUsage ||= weeks.length > 0;
  }
  if (hasNewUsage) await learnHabits(store);
  const changed = new Set(stock.fresh.filter(hasChanged).map(({ contentId }) => contentId));
  await recordFiles(store, [...unfinished, ...records.map((record) => settled(record, changed))], now);
  const read = [...stock.fresh.filter(({ contentId }) => !changed.has(contentId)), ...stock.known];
  await forgetFailures(store, new Set(read.map(({ path }) => path)));
  return {
    loadedFiles: stock.fresh.length,
    knownFiles: stock.known.length,
    rawBytes: stock.fresh.reduce((sum, file) => sum + file.unpackedBytes, 0),
  };
}

/** What was loaded of a file that changed meanwhile is not what it was known by: it must be loaded again. */
function settled(record: FileRecord, changed: ReadonlySet<string>): FileRecord {
  if (!changed.has(record.contentId)) return record;
  const reason = 'it changed while it was read: load it again';
  return { ...record, kind: 'interrupted', unreadable: [{ offset: 0, reason }], unreadableCount: 1 };
}

function recordOfCalls(provider: Provider, loaded: LoadedFile): FileRecord {
  return {
    provider: provider.id,
    contentId: loaded.file.contentId,
    fileId: loaded.file.fileId,
    path: loaded.file.path,
    bytes: loaded.file.bytes,
    account: loaded.file.account,
    kind: 'calls',
    envelope: loaded.envelope,
    calls: loaded.calls,
    ignored: loaded.ignored,
    unreadable: [...loaded.pieces, ...placesOf(loaded)].sort((a, b) => a.offset - b.offset),
    unreadableCount:
      loaded.pieceCount + Object.values(loaded.unreadable).reduce((sum, records) => sum + records, 0),
  };
}

/** Where each unreadable record lies; only how many there are, of those that were not found again. */
function placesOf({ places, unreadable }: LoadedFile): FileRecord['unreadable'] {
  const found = groupBy(places, ({ reason }) => reason);
  return Object.entries(unreadable).flatMap(([reason, records]) => {
    const mine = found.get(reason) ?? [];
    if (mine.length > 0) return mine;
    return [{ offset: 0, reason: records > 1 ? `${reason} (${records} times)` : reason }];
  });
}
