import { readFileSync, statSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { groupBy } from '../model/group-by.ts';
import type { Provider } from '../providers/provider.ts';
import { providers } from '../providers/register.ts';
import type { Store } from '../store/store.ts';
import { type Found, reasonOf } from './find-files.ts';
import { type InspectedFile, inspectFile } from './inspect-file.ts';
import { type CallFile, type LoadedFile, loadCalls } from './load-calls.ts';
import type { OnProgress } from './progress.ts';
import { recogniseFile } from './recognise-file.ts';
import { type FileRecord, recordFiles } from './record-files.ts';
import { resolveOrigins } from './resolve-origins.ts';
import { rollUp } from './roll-up.ts';
import { storeInventory } from './store-inventory.ts';
import { syncCatalogue } from './sync-catalogue.ts';

export interface IngestResult {
  readonly loadedFiles: number;
  /** Files whose very bytes had been loaded before. */
  readonly knownFiles: number;
  readonly rawBytes: number;
}

/** An inventory is read whole; none of a real organisation comes near this. */
const inventoryBytesMax = 512 * 1024 * 1024;

/**
 * Loads everything found: logs into calls, usage and coverage, inventories into who may do what.
 * A file is marked as loaded last of all, so that whatever is cut short is done again next time, and counts once.
 */
export async function ingest(
  store: Store,
  found: Found,
  now: number,
  onProgress: OnProgress,
): Promise<IngestResult> {
  const { files, unreadable } = inspectAll(found, onProgress);
  const known = await knownFiles(store, files);
  const fresh = [
    ...new Map(
      files.filter((file) => !known.has(file.contentId)).map((file) => [file.contentId, file]),
    ).values(),
  ];
  const records: FileRecord[] = unreadable;
  const calls = new Map<Provider, CallFile[]>();
  const inventories = new Map<Provider, InspectedFile[]>();
  for (const file of fresh) {
    const verdict = recogniseFile(file);
    if (verdict.kind === 'calls') append(calls, verdict.provider, { file, envelope: verdict.envelope });
    else if (verdict.kind === 'inventory') append(inventories, verdict.provider, file);
    else records.push(verdict.record);
  }
  for (const provider of providers()) {
    const callFiles = calls.get(provider) ?? [];
    const inventoryFiles = inventories.get(provider) ?? [];
    if (callFiles.length + inventoryFiles.length === 0) continue;
    await syncCatalogue(store, provider);
    records.push(...(await ingestInventory(store, provider, inventoryFiles)));
    const loaded = await loadCalls(store, provider, callFiles, now, onProgress);
    const weeks = [...new Set(loaded.flatMap((file) => file.weeks))].sort();
    await resolveOrigins(store, provider.id, weeks);
    await rollUp(store, provider.id, weeks, onProgress);
    records.push(...loaded.map((file) => recordOfCalls(provider, file)));
  }
  await recordFiles(store, records, now);
  return {
    loadedFiles: fresh.length,
    knownFiles: files.length - fresh.length,
    rawBytes: fresh.reduce((sum, file) => sum + file.unpackedBytes, 0),
  };
}

function inspectAll(
  found: Found,
  onProgress: OnProgress,
): { files: readonly InspectedFile[]; unreadable: FileRecord[] } {
  const files: InspectedFile[] = [];
  const unreadable: FileRecord[] = found.unreadable.map(({ path, reason }) =>
    unreadablePath(path, 0, reason),
  );
  for (const [index, file] of found.files.entries()) {
    if (index % 200 === 0) onProgress({ stage: 'reading files', done: index, total: found.files.length });
    try {
      files.push(inspectFile(file));
    } catch (error) {
      unreadable.push(unreadablePath(file.path, file.bytes, reasonOf(error)));
    }
  }
  return { files, unreadable };
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

async function knownFiles(store: Store, files: readonly InspectedFile[]): Promise<ReadonlySet<string>> {
  if (files.length === 0) return new Set();
  const rows = await store.query({
    name: 'files known',
    sql: 'SELECT DISTINCT content_id FROM files_v1 WHERE content_id IN {ids: Array(String)}',
    params: { ids: files.map((file) => file.contentId) },
    row: z.object({ content_id: z.string() }),
  });
  return new Set(rows.map((row) => row.content_id));
}

function recordOfCalls(provider: Provider, loaded: LoadedFile): FileRecord {
  const inEngine = Object.entries(loaded.unreadable);
  return {
    provider: provider.id,
    contentId: loaded.file.contentId,
    fileId: loaded.file.fileId,
    path: loaded.file.path,
    bytes: loaded.file.bytes,
    kind: 'calls',
    envelope: loaded.envelope,
    calls: loaded.calls,
    ignored: loaded.ignored,
    unreadable: [
      ...loaded.pieces,
      ...inEngine.map(([reason, records]) => ({
        offset: 0,
        reason: records > 1 ? `${reason} (${records} times)` : reason,
      })),
    ],
    unreadableCount: loaded.pieceCount + inEngine.reduce((sum, [, records]) => sum + records, 0),
  };
}

async function ingestInventory(
  store: Store,
  provider: Provider,
  files: readonly InspectedFile[],
): Promise<FileRecord[]> {
  if (files.length === 0) return [];
  const texts: { path: string; text: string; observedAt: number }[] = [];
  const failures = new Map<string, string>();
  for (const file of files) {
    try {
      texts.push({
        path: file.path,
        text: textOf(file),
        observedAt: Math.floor(statSync(file.path).mtimeMs),
      });
    } catch (error) {
      failures.set(file.path, error instanceof RangeError ? 'larger than 512 MiB' : reasonOf(error));
    }
  }
  const read = provider.inventory.read(texts, Math.max(0, ...texts.map((text) => text.observedAt)));
  await storeInventory(store, provider.id, read);
  const problems = groupBy(read.problems, (remark) => remark.path);
  const ignored = groupBy(read.ignored, (remark) => remark.path);
  return files.map((file) => {
    const failure = failures.get(file.path);
    const reasons = [
      ...(failure ? [failure] : []),
      ...(problems.get(file.path) ?? []).map((remark) => remark.reason),
    ];
    return {
      provider: provider.id,
      contentId: file.contentId,
      fileId: file.fileId,
      path: file.path,
      bytes: file.bytes,
      kind: 'inventory',
      envelope: '',
      calls: 0,
      ignored: Object.fromEntries((ignored.get(file.path) ?? []).map((remark) => [remark.reason, 1])),
      unreadable: reasons.slice(0, 100).map((reason) => ({ offset: 0, reason })),
      unreadableCount: reasons.length,
    };
  });
}

function textOf(file: InspectedFile): string {
  if (file.unpackedBytes > inventoryBytesMax) throw new RangeError('too large');
  const bytes = readFileSync(file.path);
  const unpacked =
    file.compression === 'gzip' ? gunzipSync(bytes, { maxOutputLength: inventoryBytesMax }) : bytes;
  return unpacked.toString('utf8');
}

function append<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
