import type { InventoryRead } from '../../../model/inventory.ts';
import type { InventoryFile } from '../../provider.ts';
import { Records } from '../../shared/inventory/held-records.ts';
import { RemarkList } from '../../shared/inventory/remarks.ts';
import { isMaybeApi, readApi, readLogFormats } from '../catalogue/index.ts';
import { KeyBook } from './key-records.ts';
import { readRows } from './read-rows.ts';

/**
 * Reads lists of keys and what each may do, in any order, with any names; documents that its catalogue was learnt from are
 * passed over. Never throws for what is in a file: what cannot be read is among the problems, and the rest is read.
 */
export function readInventory(files: readonly InventoryFile[], observedAtDefault: number): InventoryRead {
  const [problems, ignored] = [new RemarkList(), new RemarkList()];
  const keys = new KeyBook();
  const kinds = files.map(({ path, text, observedAt = observedAtDefault }) => {
    const api = isMaybeApi(text) ? readApi(text) : undefined;
    if (api !== undefined && 'api' in api) return { path, kinds: ['openapi'] };
    if (readLogFormats(text).length > 0) return { path, kinds: ['log-format'] };
    const read = api === undefined ? readRows(text) : undefined;
    if (read === undefined) {
      problems.add(path, api?.problem ?? 'neither an OpenAPI document nor a list of keys');
      return { path, kinds: [] };
    }
    for (const problem of read.problems) problems.add(path, problem);
    const named = read.rows.filter((row) => keys.add(row, observedAt)).length;
    for (let left = read.rows.length - named; left > 0; left--)
      problems.add(path, 'an entry without a key, client or consumer');
    if (named === 0 && !problems.has(path)) ignored.add(path, 'nothing is listed in it');
    return { path, kinds: named > 0 ? ['keys'] : [] };
  });
  const records = new Records();
  keys.addTo(records);
  return {
    files: kinds,
    ...records.lists,
    lastAccessed: [],
    recordings: [],
    problems: problems.toList(),
    ignored: ignored.toList(),
  };
}
