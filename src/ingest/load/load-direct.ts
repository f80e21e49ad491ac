import type { LoadFile } from '../../store/store.ts';
import type { InspectedFile } from '../inspect-file.ts';
import { salvageFile } from '../salvage/salvage-file.ts';
import { type FileCounts, isToBlameOnInput, loadBatch, noCounts } from './load-batch.ts';
import { type Loaded, type Loading, rowsMaxOf } from './loading.ts';

/** So many culprits the engine may name before the rest is looked at here, all at once. */
const namedMax = 2;

/**
 * Lets the engine read the files as they lie. When one breaks the statement, that one is set aside and the rest is
 * loaded again; when several do, all are looked through here first, and only then halved.
 */
export async function loadDirect(
  loading: Loading,
  envelope: string,
  files: readonly InspectedFile[],
): Promise<Loaded> {
  const { store, provider, now, account } = loading;
  const counts = new Map<InspectedFile, FileCounts>();
  const damaged: InspectedFile[] = [];
  const pending: (readonly InspectedFile[])[] = [files];
  let named = 0;
  for (let batch = pending.pop(); batch !== undefined; batch = pending.pop()) {
    if (batch.length === 0) continue;
    try {
      const found = await loadBatch(store, {
        provider,
        envelope,
        now,
        account,
        files: batch.map(loadFileOf),
        rowsMax: rowsMaxOf(batch),
      });
      for (const file of batch) counts.set(file, found.get(file.fileId) ?? noCounts);
    } catch (error) {
      if (!isToBlameOnInput(error)) throw error;
      const id = error.details.fileId;
      const culprit = batch.length === 1 ? batch[0] : batch.find((file) => String(file.fileId) === id);
      const rest = batch.filter((file) => file !== culprit);
      if (culprit) damaged.push(culprit);
      if (culprit && named < namedMax) pending.push(rest);
      else if (named <= namedMax) {
        const broken = new Set<InspectedFile>();
        for (const file of rest) if (await isBroken(file)) broken.add(file);
        damaged.push(...broken);
        pending.push(rest.filter((file) => !broken.has(file)));
      } else {
        const half = Math.ceil(rest.length / 2);
        pending.push(rest.slice(half), rest.slice(0, half));
      }
      named++;
    }
  }
  return { counts, damaged, others: [] };
}

async function isBroken(file: InspectedFile): Promise<boolean> {
  return (await salvageFile(file, () => {})).unreadableCount > 0;
}

function loadFileOf({ fileId, path, compression }: InspectedFile): LoadFile {
  return { id: fileId, path, compression };
}
