import { groupBy } from '../model/group-by.ts';
import type { Provider } from '../providers/provider.ts';
import type { Store } from '../store/store.ts';
import type { InspectedFile } from './inspect-file.ts';
import { type FileCounts, noCounts } from './load/load-batch.ts';
import { loadDirect } from './load/load-direct.ts';
import { loadPacked } from './load/load-packed.ts';
import { loadSalvaged } from './load/load-salvaged.ts';
import { brokenReason, isForeign, type Loaded, type Loading } from './load/loading.ts';
import { locateUnreadable } from './load/locate-unreadable.ts';
import { type CallFile, planLoading } from './load/plan-loading.ts';
import type { OnProgress } from './progress.ts';
import type { Unreadable } from './salvage/salvage-file.ts';
import { inWorkFolder } from './work-folder.ts';

export type { CallFile } from './load/plan-loading.ts';

/** A file of calls, and what became of it. */
export interface LoadedFile extends FileCounts {
  readonly file: InspectedFile;
  readonly envelope: string;
  /** What could not be read as a record, and where: the first hundred, and how many there are. */
  readonly pieces: readonly Unreadable[];
  readonly pieceCount: number;
  /** Where the records lie that `unreadable` counts, as far as they were found. */
  readonly places: readonly Unreadable[];
}

/**
 * Loads files of calls, fast where they are sound. A file that is not what its beginning promised is read again in the
 * provider’s most general way; one that is damaged gives up its good records, and the rest is named with its place.
 */
export function loadCalls(
  store: Store,
  provider: Provider,
  files: readonly CallFile[],
  now: number,
  onProgress: OnProgress,
): Promise<readonly LoadedFile[]> {
  return inWorkFolder(async (folder) => {
    const loaded: LoadedFile[] = [];
    for (const [account, members] of groupBy(files, ({ file }) => file.account ?? ''))
      loaded.push(
        ...(await loadAll(
          { store, provider, now, account, folder },
          members.map((one) => withLayout(one, provider)),
          onProgress,
        )),
      );
    return loaded;
  });
}

/** That a file is lines of text, only who recognised it knows. */
function withLayout({ file, envelope }: CallFile, { calls }: Provider): CallFile {
  const isText = calls.texts?.includes(envelope) ?? false;
  return { envelope, file: isText ? { ...file, layout: 'text' } : file };
}

async function loadAll(
  loading: Loading,
  files: readonly CallFile[],
  onProgress: OnProgress,
): Promise<readonly LoadedFile[]> {
  const { anyEnvelope } = loading.provider.calls;
  const loaded: LoadedFile[] = [];
  const plan = await planLoading(files, loading.provider);
  const damaged: InspectedFile[] = [...plan.damaged];
  const odd: CallFile[] = [];
  const total = files.reduce((sum, { file }) => sum + file.bytes, 0);
  let done = 0;

  const accept = (envelope: string, result: Loaded): void => {
    damaged.push(...result.damaged);
    for (const [file, counts] of result.counts) {
      if (brokenReason in counts.unreadable) damaged.push(file);
      else if (isOdd(counts, envelope === anyEnvelope)) {
        if (envelope === anyEnvelope) damaged.push(file);
        else odd.push({ file, envelope: anyEnvelope });
      } else loaded.push({ file, envelope, ...counts, pieces: [], pieceCount: 0, places: [] });
    }
  };
  const load = async ({ envelope, files: batch, isPacked }: (typeof plan.batches)[number]): Promise<void> => {
    const result = await (isPacked ? loadPacked : loadDirect)(loading, envelope, batch);
    accept(envelope, result);
    if (result.others.length > 0) accept(envelope, await loadDirect(loading, envelope, result.others));
  };

  for (const batch of plan.batches) {
    onProgress({ stage: 'loading', done, total });
    await load(batch);
    done += batch.files.reduce((sum, file) => sum + file.bytes, 0);
  }
  const second = await planLoading(odd, loading.provider);
  damaged.push(...second.damaged);
  for (const batch of second.batches) await load(batch);
  for await (const { file, counts, salvaged } of loadSalvaged(loading, damaged)) {
    onProgress({
      stage: 'taking apart damaged and very large files',
      done: loaded.length,
      total: files.length,
    });
    const { unreadable: pieces, unreadableCount: pieceCount } = salvaged;
    const isEmpty = salvaged.objects === 0 && pieceCount === 0;
    const ignored = isEmpty ? { 'file without records': 1 } : counts.ignored;
    loaded.push({ file, envelope: anyEnvelope, ...counts, ignored, pieces, pieceCount, places: [] });
  }
  return located(loading, loaded);
}

/** What the general way may still read; and, after that, what only a search through the bytes can. */
function isOdd(counts: FileCounts, isGeneral: boolean): boolean {
  if (counts === noCounts) return true;
  return !isGeneral && Object.keys(counts.ignored).some(isForeign);
}

async function located(loading: Loading, loaded: readonly LoadedFile[]): Promise<readonly LoadedFile[]> {
  const unclear = loaded.filter(({ unreadable }) => Object.keys(unreadable).length > 0);
  if (unclear.length === 0) return loaded;
  const places = await locateUnreadable(
    loading,
    unclear.map(({ file }) => file),
  );
  return loaded.map((one) => ({ ...one, places: places.get(one.file) ?? [] }));
}
