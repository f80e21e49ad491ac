import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { InspectedFile } from '../inspect-file.ts';
import { PackWriter, strayId } from '../pack/pack-writer.ts';
import { verifyAll } from '../salvage/verify-packing.ts';
import { isToBlameOnInput, loadBatch, noCounts } from './load-batch.ts';
import { type Loaded, type Loading, rowsMaxOf } from './loading.ts';

/**
 * Loads many files in one statement, gathered into packs. If that fails, every file is unpacked here to find all
 * damaged ones at once, and the rest is tried once more: however many are damaged, the engine is asked twice.
 */
export async function loadPacked(
  loading: Loading,
  envelope: string,
  files: readonly InspectedFile[],
): Promise<Loaded> {
  const first = await attempt(loading, envelope, files);
  if (first?.isPure) return first;
  const verdicts = await verifyAll(files);
  const which = (verdict: string): InspectedFile[] => files.filter((file) => verdicts.get(file) === verdict);
  const [lines, several, damaged] = [which('line'), which('lines'), which('damaged')];
  const again = lines.length < files.length ? await attempt(loading, envelope, lines) : undefined;
  return again?.isPure
    ? { counts: again.counts, damaged: [...damaged, ...again.damaged], others: several }
    : { counts: new Map(), damaged, others: [...lines, ...several] };
}

/** Undefined when the engine refuses; not pure when there were lines of which nobody knows whose they are. */
async function attempt(
  { store, provider, now, account, folder }: Loading,
  envelope: string,
  files: readonly InspectedFile[],
): Promise<(Loaded & { readonly isPure: boolean }) | undefined> {
  const pack = new PackWriter(folder);
  const packed: InspectedFile[] = [];
  const gone: InspectedFile[] = [];
  for (const file of files) (add(pack, file) ? packed : gone).push(file);
  try {
    const counts = await loadBatch(store, {
      provider,
      envelope,
      now,
      account,
      files: pack.finish(),
      unpacking: (source) => pack.unpacking(source),
      rowsMax: rowsMaxOf(files),
    });
    return {
      counts: new Map(packed.map((file) => [file, counts.get(file.fileId) ?? noCounts])),
      damaged: gone,
      others: [],
      isPure: !counts.has(strayId),
    };
  } catch (error) {
    if (isToBlameOnInput(error)) return undefined;
    throw error;
  } finally {
    pack.remove();
  }
}

/** Content that was seen whole is small, so it is read whole again. */
const seenBytesMax = 64 * 1024;

function add(pack: PackWriter, file: InspectedFile): boolean {
  try {
    const bytes = readFileSync(file.location);
    if (file.compression === 'gzip' && file.layout !== 'lines') pack.addPacked(file.fileId, bytes);
    else {
      const content =
        file.compression === 'gzip' ? gunzipSync(bytes, { maxOutputLength: seenBytesMax }) : bytes;
      for (const line of content.toString('utf8').split('\n')) {
        if (line.trim() !== '') pack.addLine(file.fileId, line);
      }
    }
    return true;
  } catch (error) {
    // It went away, or is not what it was any more.
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}
