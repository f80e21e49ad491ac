import { createHash } from 'node:crypto';
import { z } from 'zod';
import { groupBy } from '../model/group-by.ts';
import type { Provider } from '../providers/provider.ts';
import type { Store } from '../store/store.ts';
import type { Found, FoundFile } from './find-files.ts';
import { reasonOf } from './find-files.ts';
import { type InspectedFile, inspectFile } from './inspect-file.ts';
import { type InventoryExport, inventoryExports } from './inventory-exports.ts';
import type { CallFile } from './load-calls.ts';
import type { OnProgress } from './progress.ts';
import { recogniseFile, type Verdict } from './recognise-file.ts';
import type { FileRecord } from './record-files.ts';

/** What lies there to be loaded, and what does not need to be. */
export interface Stock {
  readonly calls: ReadonlyMap<Provider, readonly CallFile[]>;
  readonly inventories: ReadonlyMap<Provider, readonly InventoryExport[]>;
  /** What there is to write down about files that give nothing to load. */
  readonly others: readonly FileRecord[];
  /** Files with contents of their own that had not been loaded before. */
  readonly fresh: readonly InspectedFile[];
  /** Files whose very bytes had been loaded before, or lie there twice. */
  readonly known: readonly InspectedFile[];
}

/** Contents are asked for in groups: the engine bounds the length of a statement. */
const filesAtOnce = 2000;

/** Looks at every file found: what it is, and whether its contents have been loaded before. */
export async function takeStock(store: Store, found: Found, onProgress: OnProgress): Promise<Stock> {
  const others = found.unreadable.map(({ path, reason }) => unreadablePath(path, 0, reason));
  const calls: (CallFile & { readonly provider: Provider })[] = [];
  const inventories: Inventory[] = [];
  const heldInventories: Inventory[] = [];
  const fresh = new Map<string, InspectedFile>();
  const known: InspectedFile[] = [];
  for (let at = 0; at < found.files.length; at += filesAtOnce) {
    const lookedAt: { readonly file: InspectedFile; readonly verdict: Verdict }[] = [];
    for (const [index, file] of found.files.slice(at, at + filesAtOnce).entries()) {
      if (index % 100 === 0)
        onProgress({ stage: 'reading files', done: at + index, total: found.files.length });
      const looked = lookAt(file);
      if ('unreadable' in looked) others.push(looked);
      else lookedAt.push(looked);
    }
    const contents = await heldContents(
      store,
      lookedAt.map(({ file }) => file.contentId),
    );
    for (const { file, verdict } of lookedAt) {
      if (contents.has(file.contentId) || fresh.has(file.contentId)) {
        known.push(file);
        if (verdict.kind === 'inventory') heldInventories.push({ ...verdict, file });
        continue;
      }
      fresh.set(file.contentId, file);
      if (verdict.kind === 'nothing') others.push(verdict.record);
      else if (verdict.kind === 'calls') calls.push({ ...verdict, file });
      else inventories.push({ ...verdict, file });
    }
  }
  const held = groupBy(heldInventories, ({ provider }) => provider);
  return {
    calls: groupBy(calls, ({ provider }) => provider),
    inventories: new Map(
      [...groupBy(inventories, ({ provider }) => provider)].map(([provider, members]) => [
        provider,
        inventoryExports(filesOf(members), filesOf(held.get(provider) ?? [])),
      ]),
    ),
    others,
    fresh: [...fresh.values()],
    known,
  };
}

interface Inventory {
  readonly file: InspectedFile;
  readonly provider: Provider;
}

function filesOf(inventories: readonly Inventory[]): readonly InspectedFile[] {
  return inventories.map(({ file }) => file);
}

/** Of the beginnings, which are large, none is kept. */
function lookAt(found: FoundFile): { file: InspectedFile; verdict: Verdict } | FileRecord {
  try {
    const file = inspectFile(found);
    const verdict = recogniseFile(file);
    const { account = '', ...inspected } = file;
    const isNamed = account !== '' && takesName(verdict);
    const marks = [verdict.kind === 'inventory' ? verdict.address : '', isNamed ? `account ${account}` : ''];
    const { contentId, fileId } = inspected;
    const identity = marks.filter((mark) => mark !== '').reduce(contentAt, { contentId, fileId });
    return { verdict, file: { ...inspected, ...identity, ...(isNamed && { account }), head: '' } };
  } catch (error) {
    return unreadablePath(found.path, found.bytes, reasonOf(error));
  }
}

/** Whether what somebody says of a file's account tells anything: logs of some systems name theirs in every record. */
function takesName(verdict: Verdict): boolean {
  return verdict.kind === 'inventory' || (verdict.kind === 'calls' && verdict.provider.naming !== undefined);
}

/** Answers about two things may be the same to the byte; where each lies, or whoever loads it, tells what it is about. */
function contentAt(
  { contentId }: Pick<InspectedFile, 'contentId' | 'fileId'>,
  mark: string,
): Pick<InspectedFile, 'contentId' | 'fileId'> {
  const digest = createHash('sha256').update(`${contentId} ${mark}`).digest();
  return { contentId: digest.toString('hex'), fileId: digest.readBigUInt64BE(0) };
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

async function heldContents(store: Store, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await store.query({
    name: 'files known',
    sql: `SELECT DISTINCT content_id FROM files_v1
      WHERE content_id IN {ids: Array(String)} AND kind NOT IN ('loading', 'interrupted')`,
    params: { ids },
    row: z.object({ content_id: z.string() }),
  });
  return new Set(rows.map((row) => row.content_id));
}
