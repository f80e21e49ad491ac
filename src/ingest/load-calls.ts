import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { groupBy } from '../model/group-by.ts';
import type { Provider } from '../providers/provider.ts';
import type { Store } from '../store/store.ts';
import type { InspectedFile } from './inspect-file.ts';
import { type Batch, type FileCounts, loadBatch } from './load-batch.ts';
import type { OnProgress } from './progress.ts';
import { salvageFile, type Unreadable } from './salvage/salvage-file.ts';

/** A file of calls, and what became of it. */
export interface LoadedFile extends FileCounts {
  readonly file: InspectedFile;
  readonly envelope: string;
  readonly pieces: readonly Unreadable[];
  readonly pieceCount: number;
}

export interface CallFile {
  readonly file: InspectedFile;
  readonly envelope: string;
}

/** One statement takes so many files and unpacked bytes at most, so that memory stays flat and a failure costs little. */
const batchFilesMax = 5000;
const batchBytesMax = 1024 ** 3;
/** One document is read whole; a larger one is taken apart first. */
const documentBytesMax = 96 * 1024 * 1024;

/**
 * Loads files of calls, fast where they are sound. A file that is not what its beginning promised is read again in the
 * provider’s most general way; one that is damaged gives up its good records, and the rest is named with its place.
 */
export async function loadCalls(
  store: Store,
  provider: Provider,
  files: readonly CallFile[],
  now: number,
  onProgress: OnProgress,
): Promise<readonly LoadedFile[]> {
  const loaded: LoadedFile[] = [];
  const damaged: InspectedFile[] = [];
  const total = files.reduce((sum, { file }) => sum + file.bytes, 0);
  let done = 0;

  const attempt = async (
    envelope: string,
    batch: readonly InspectedFile[],
    onOdd: (file: InspectedFile) => void,
  ): Promise<void> => {
    const result = await loadBatch(store, batchOf(provider, envelope, batch, now));
    for (const file of batch) {
      const counts = result.counts.get(file.fileId) ?? { calls: 0, ignored: {}, unreadable: {}, weeks: [] };
      if (result.refused.has(file.fileId) || isOdd(counts, envelope === provider.calls.anyEnvelope))
        onOdd(file);
      else loaded.push({ file, envelope, ...counts, pieces: [], pieceCount: 0 });
    }
  };

  const odd: InspectedFile[] = [];
  for (const { envelope, batch } of batchesOf(files)) {
    await attempt(envelope, batch, (file) => odd.push(file));
    done += batch.reduce((sum, file) => sum + file.bytes, 0);
    onProgress({ stage: 'loading', done, total });
  }
  const large = files.filter(({ file, envelope }) => isTooLarge(file, envelope)).map(({ file }) => file);
  for (const batch of chunksOf(odd))
    await attempt(provider.calls.anyEnvelope, batch, (file) => damaged.push(file));
  for (const [index, file] of [...large, ...damaged].entries()) {
    onProgress({
      stage: 'taking apart damaged and very large files',
      done: index,
      total: large.length + damaged.length,
    });
    loaded.push(await loadInPieces(store, provider, file, now));
  }
  return loaded;
}

function isTooLarge(file: InspectedFile, envelope: string): boolean {
  return envelope === 'records' && file.unpackedBytes > documentBytesMax;
}

/** What the general way may still read; and, after that, what only a search through the bytes can. */
function isOdd(counts: FileCounts, isGeneral: boolean): boolean {
  const ignored = Object.keys(counts.ignored);
  const isEmpty = counts.calls === 0 && ignored.length + Object.keys(counts.unreadable).length === 0;
  if (isEmpty || 'broken JSON' in counts.unreadable) return true;
  return !isGeneral && ignored.some((reason) => reason.startsWith('not a '));
}

async function loadInPieces(
  store: Store,
  provider: Provider,
  file: InspectedFile,
  now: number,
): Promise<LoadedFile> {
  const folder = mkdtempSync(join(tmpdir(), 'scopelight-'));
  const path = join(folder, 'records.ndjson');
  const envelope = provider.calls.anyEnvelope;
  try {
    const salvaged = await salvageFile(file, path);
    const none: FileCounts = { calls: 0, ignored: {}, unreadable: {}, weeks: [] };
    const copy: InspectedFile = { ...file, path, compression: 'none', bytes: statSync(path).size };
    const result =
      salvaged.objects > 0 ? await loadBatch(store, batchOf(provider, envelope, [copy], now)) : undefined;
    const refusal = result?.refused.get(file.fileId);
    return {
      file,
      envelope,
      ...(result?.counts.get(file.fileId) ?? none),
      pieces: refusal ? [...salvaged.unreadable, { offset: 0, reason: refusal }] : salvaged.unreadable,
      pieceCount: salvaged.unreadableCount + (refusal ? 1 : 0),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function batchOf(provider: Provider, envelope: string, files: readonly InspectedFile[], now: number): Batch {
  return {
    provider,
    envelope,
    files: files.map((file) => ({ id: file.fileId, path: file.path, compression: file.compression })),
    now,
  };
}

function* batchesOf(
  files: readonly CallFile[],
): Generator<{ envelope: string; batch: readonly InspectedFile[] }> {
  const byEnvelope = groupBy(
    files.filter(({ file, envelope }) => !isTooLarge(file, envelope)),
    ({ envelope }) => envelope,
  );
  for (const [envelope, members] of byEnvelope) {
    for (const batch of chunksOf(members.map(({ file }) => file))) yield { envelope, batch };
  }
}

function* chunksOf(files: readonly InspectedFile[]): Generator<readonly InspectedFile[]> {
  let chunk: InspectedFile[] = [];
  let bytes = 0;
  for (const file of files) {
    if (chunk.length >= batchFilesMax || (chunk.length > 0 && bytes + file.unpackedBytes > batchBytesMax)) {
      yield chunk;
      chunk = [];
      bytes = 0;
    }
    chunk.push(file);
    bytes += file.unpackedBytes;
  }
  if (chunk.length > 0) yield chunk;
}
