import type { InspectedFile } from '../inspect-file.ts';
import { salvageFile, shownMax, type Unreadable } from '../salvage/salvage-file.ts';
import { judgeObjects, keyOf, Questions } from './judge-objects.ts';
import type { Loading } from './loading.ts';

/** What is looked through again in one ingest, at most; beyond it, what could not be read is told without its place. */
const bytesMax = 512 * 1024 * 1024;

/**
 * Finds where in each file the records lie that were read but could not be made sense of. The fast ways of loading
 * only count them.
 */
export async function locateUnreadable(
  loading: Loading,
  files: readonly InspectedFile[],
): Promise<ReadonlyMap<InspectedFile, readonly Unreadable[]>> {
  const questions = new Questions(loading.folder);
  const offsets: number[][] = [];
  let bytes = 0;
  const searched = files.filter((file) => {
    bytes += Math.max(file.bytes, file.unpackedBytes);
    return bytes <= bytesMax;
  });
  for (const [number, file] of searched.entries()) {
    const mine: number[] = [];
    offsets.push(mine);
    await salvageFile(file, ({ text, offset }) => {
      questions.ask(number, mine.length, text);
      mine.push(offset);
    });
  }
  const reasons = await judgeObjects(loading, questions, 'unreadable');
  return new Map(
    searched.map((file, number) => [
      file,
      (offsets[number] ?? [])
        .flatMap((offset, object) => {
          const reason = reasons.get(keyOf(number, object));
          return reason === undefined ? [] : [{ offset, reason }];
        })
        .slice(0, shownMax),
    ]),
  );
}
