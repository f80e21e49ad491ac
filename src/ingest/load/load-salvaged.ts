import type { InspectedFile } from '../inspect-file.ts';
import { PackWriter } from '../pack/pack-writer.ts';
import { type Salvaged, type SalvagedObject, salvageFile } from '../salvage/salvage-file.ts';
import { judgeObjects, keyOf, Questions } from './judge-objects.ts';
import { type FileCounts, isToBlameOnInput, loadBatch, noCounts } from './load-batch.ts';
import type { Loading } from './loading.ts';

export interface SalvagedFile {
  readonly file: InspectedFile;
  readonly counts: FileCounts;
  readonly salvaged: Salvaged;
}

/** Damaged files share statements: so many, or such as hold so much, are loaded together. */
const filesMax = 2000;
const bytesMax = 256 * 1024 * 1024;

/** Loads what can be read of damaged files, object by object, in few statements however many they are. */
export async function* loadSalvaged(
  loading: Loading,
  files: readonly InspectedFile[],
): AsyncGenerator<SalvagedFile> {
  let group: InspectedFile[] = [];
  let bytes = 0;
  for (const file of files) {
    group.push(file);
    bytes += Math.max(file.bytes, file.unpackedBytes);
    if (group.length < filesMax && bytes < bytesMax) continue;
    yield* loadGroup(loading, group);
    group = [];
    bytes = 0;
  }
  yield* loadGroup(loading, group);
}

async function* loadGroup(loading: Loading, files: readonly InspectedFile[]): AsyncGenerator<SalvagedFile> {
  if (files.length === 0) return;
  const pack = new PackWriter(loading.folder);
  try {
    const salvaged = await fill(pack, loading, files);
    const counts = await load(loading, pack);
    for (const [number, file] of files.entries()) {
      const one = salvaged[number];
      if (one) yield { file, counts: counts.get(file.fileId) ?? noCounts, salvaged: one };
    }
    return;
  } catch (error) {
    if (!isToBlameOnInput(error)) throw error;
    const [file] = files;
    if (files.length === 1 && file) {
      const refusal = { offset: 0, reason: error.message };
      const salvaged = { objects: 0, unreadable: [refusal], unreadableCount: 1 };
      yield { file, counts: noCounts, salvaged };
      return;
    }
  } finally {
    pack.remove();
  }
  const half = Math.ceil(files.length / 2);
  yield* loadGroup(loading, files.slice(0, half));
  yield* loadGroup(loading, files.slice(half));
}

/** What was found in the middle of damage is only taken if the provider knows it for a record of its own. */
async function fill(
  pack: PackWriter,
  loading: Loading,
  files: readonly InspectedFile[],
): Promise<readonly Salvaged[]> {
  const questions = new Questions(loading.folder);
  const salvaged: Salvaged[] = [];
  for (const [number, file] of files.entries()) {
    salvaged.push(
      await eachObject(file, (object, index) => {
        if (object.isUncertain) questions.ask(number, index, object.text);
        else pack.addLine(file.fileId, object.text);
      }),
    );
  }
  const records = await judgeObjects(loading, questions, 'record');
  const again = new Set([...records.keys()].map((key) => Number(key >> 32n)));
  for (const number of again) {
    const file = files[number];
    if (!file) continue;
    await eachObject(file, (object, index) => {
      if (object.isUncertain && records.has(keyOf(number, index))) pack.addLine(file.fileId, object.text);
    });
  }
  return salvaged;
}

function eachObject(
  file: InspectedFile,
  take: (object: SalvagedObject, index: number) => void,
): Promise<Salvaged> {
  let index = 0;
  return salvageFile(file, (object) => take(object, index++));
}

async function load(
  { store, provider, now, account }: Loading,
  pack: PackWriter,
): Promise<ReadonlyMap<bigint, FileCounts>> {
  const packs = pack.finish();
  if (packs.length === 0) return new Map();
  return loadBatch(store, {
    provider,
    envelope: provider.calls.anyEnvelope,
    now,
    account,
    files: packs,
    unpacking: (source) => pack.unpacking(source),
  });
}
