import { readFileSync, statSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { groupBy } from '../model/group-by.ts';
import type { EffectiveGrant } from '../model/inventory.ts';
import type { InventoryFile, Provider } from '../providers/provider.ts';
import type { Store } from '../store/store.ts';
import { reasonOf } from './find-files.ts';
import type { InspectedFile } from './inspect-file.ts';
import { dateOf, type InventoryExport } from './inventory-exports.ts';
import { learnCatalogue } from './learn-catalogue.ts';
import { NamedAccount } from './named-account.ts';
import type { FileRecord } from './record-files.ts';
import { storeInventory } from './store-inventory.ts';
import { strangerReason } from './stranger-reason.ts';
import { decodeText } from './text-encoding.ts';

/** An inventory is read whole; none of a real organisation comes near this. */
const bytesMax = 256 * 1024 * 1024;
const shownMax = 100;

/**
 * Reads exported inventories, each export by itself, stores what they say and tells what became of each file that was not
 * held before. What permissions there are is learnt of all exports first.
 */
export async function ingestInventories(
  store: Store,
  provider: Provider,
  exports: readonly InventoryExport[],
): Promise<IngestedInventories> {
  if (provider.learned !== undefined)
    for (const one of exports) {
      const { texts, observedAt } = openExport(one);
      await learnCatalogue(store, provider, { files: texts, observedAt, account: one.account });
    }
  const records: FileRecord[] = [];
  const strangers = new Map<string, string>();
  for (const one of exports) {
    const { records: mine, stranger } = await ingestExport(store, provider, one);
    records.push(...mine);
    if (stranger !== undefined) strangers.set(one.account, stranger);
  }
  return { records, strangers };
}

export interface IngestedInventories {
  readonly records: readonly FileRecord[];
  /** Accounts of which an export turned out to be of another one, and why: logs beside it are of that other, too. */
  readonly strangers: ReadonlyMap<string, string>;
}

async function ingestExport(
  store: Store,
  provider: Provider,
  one: InventoryExport,
): Promise<{ readonly records: readonly FileRecord[]; readonly stranger?: string }> {
  const { texts, failures, observedAt } = openExport(one);
  const found = provider.inventory.read(texts, observedAt);
  const { naming } = provider;
  const read = naming && one.account !== '' ? new NamedAccount(naming, one.account).read(found) : found;
  const stranger = naming && (await strangerReason(store, provider.id, naming, read.roles));
  if (stranger !== undefined)
    return { stranger, records: one.fresh.map((file) => refusedFile(provider, file, stranger)) };
  const isDamaged = failures.size > 0 || (!provider.inventory.placesDamage && read.problems.length > 0);
  await storeInventory(
    store,
    provider.id,
    isDamaged ? { ...read, effective: read.effective.map(inPart) } : read,
  );
  const problems = groupBy(read.problems, (remark) => remark.path);
  const ignored = groupBy(read.ignored, (remark) => remark.path);
  const records = one.fresh.map((file) => {
    const failure = failures.get(file.path);
    const reasons = [
      ...(failure ? [failure] : []),
      ...(problems.get(file.path) ?? []).map((remark) => remark.reason),
    ];
    const left = (ignored.get(file.path) ?? []).map((remark) => remark.reason);
    return recordOf(provider, file, reasons, left);
  });
  return { records };
}

/** What is written down of a file that nothing is taken from; loaded again under another name, it is another file. */
export function refusedFile(provider: Provider, file: InspectedFile, reason: string): FileRecord {
  return { ...recordOf(provider, file, [reason]), kind: 'ignored' };
}

function recordOf(
  provider: Provider,
  file: InspectedFile,
  reasons: readonly string[],
  ignored: readonly string[] = [],
): FileRecord {
  return {
    provider: provider.id,
    contentId: file.contentId,
    fileId: file.fileId,
    path: file.path,
    bytes: file.bytes,
    account: file.account,
    kind: 'inventory',
    envelope: '',
    calls: 0,
    ignored: Object.fromEntries(ignored.map((reason) => [reason, 1])),
    unreadable: reasons.slice(0, shownMax).map((reason) => ({ offset: 0, reason })),
    unreadableCount: reasons.length,
  };
}

/** A part of an export that could not be read may have given more to anybody. */
function inPart(grant: EffectiveGrant): EffectiveGrant {
  return { ...grant, isComplete: false };
}

interface OpenExport {
  readonly texts: readonly (InventoryFile & { readonly observedAt: number })[];
  /** Why a file could not be read, by its path. */
  readonly failures: ReadonlyMap<string, string>;
  /** When the last of its files was written. */
  readonly observedAt: number;
}

function openExport({ fresh, held, begunAt, account }: InventoryExport): OpenExport {
  const texts: OpenExport['texts'][number][] = [];
  const failures = new Map<string, string>();
  let room = bytesMax;
  for (const file of [...fresh, ...held]) {
    try {
      const text = textOf(file, room);
      room -= text.length;
      const observedAt = dateOf(Math.floor(statSync(file.location).mtimeMs), begunAt);
      texts.push({ path: file.path, text, observedAt, ...(account !== '' && { account }) });
    } catch (error) {
      failures.set(
        file.path,
        error instanceof RangeError ? 'inventories of more than 256 MiB' : reasonOf(error),
      );
    }
  }
  return { texts, failures, observedAt: Math.max(0, ...texts.map((text) => text.observedAt)) };
}

function textOf(file: InspectedFile, room: number): string {
  if (file.bytes > room) throw new RangeError('too large');
  const bytes = readFileSync(file.location);
  const unpacked = file.compression === 'gzip' ? gunzipSync(bytes, { maxOutputLength: room }) : bytes;
  return decodeText(unpacked, file.encoding);
}
