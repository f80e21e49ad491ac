import { readFileSync, statSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { groupBy } from '../model/group-by.ts';
import type { Provider } from '../providers/provider.ts';
import type { Store } from '../store/store.ts';
import { reasonOf } from './find-files.ts';
import type { InspectedFile } from './inspect-file.ts';
import { learnCatalogue } from './learn-catalogue.ts';
import type { FileRecord } from './record-files.ts';
import { storeInventory } from './store-inventory.ts';
import { decodeText } from './text-encoding.ts';

/** An inventory is read whole; none of a real organisation comes near this. */
const bytesMax = 256 * 1024 * 1024;
const shownMax = 100;

/** Reads exported inventories, all of a provider’s together, stores what they say and tells what became of each. */
export async function ingestInventory(
  store: Store,
  provider: Provider,
  files: readonly InspectedFile[],
): Promise<readonly FileRecord[]> {
  if (files.length === 0) return [];
  const texts: { path: string; text: string; observedAt: number }[] = [];
  const failures = new Map<string, string>();
  let room = bytesMax;
  for (const file of files) {
    try {
      const text = textOf(file, room);
      room -= text.length;
      texts.push({ path: file.path, text, observedAt: Math.floor(statSync(file.location).mtimeMs) });
    } catch (error) {
      failures.set(
        file.path,
        error instanceof RangeError ? 'inventories of more than 256 MiB' : reasonOf(error),
      );
    }
  }
  const observedAt = Math.max(0, ...texts.map((text) => text.observedAt));
  await learnCatalogue(store, provider, texts, observedAt);
  const read = provider.inventory.read(texts, observedAt);
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
      unreadable: reasons.slice(0, shownMax).map((reason) => ({ offset: 0, reason })),
      unreadableCount: reasons.length,
    };
  });
}

function textOf(file: InspectedFile, room: number): string {
  if (file.bytes > room) throw new RangeError('too large');
  const bytes = readFileSync(file.location);
  const unpacked = file.compression === 'gzip' ? gunzipSync(bytes, { maxOutputLength: room }) : bytes;
  return decodeText(unpacked, file.encoding);
}
