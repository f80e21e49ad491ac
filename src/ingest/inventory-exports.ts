import { groupBy } from '../model/group-by.ts';
import type { InspectedFile } from './inspect-file.ts';

/** Inventory files of one provider that tell of one moment, and are read together. */
export interface InventoryExport {
  /** Files with contents that had not been loaded before. */
  readonly fresh: readonly InspectedFile[];
  /** Files whose very bytes had been: what lies in the others may be understood with these alone. */
  readonly held: readonly InspectedFile[];
  /** The moment that the folder of the export names, UTC epoch milliseconds. */
  readonly begunAt: number | undefined;
  /** The account that they are said to be of; empty where nobody said. */
  readonly account: string;
}

/**
 * Sorts inventory files into exports. Folders that are named by a moment (`2026-03-02T081530Z`, `2026-03-02`) hold an export each,
 * since what was taken away in between is in the earlier one alone; all other files are of one, for each account that some are
 * said to be of. An export without anything fresh has been read.
 */
export function inventoryExports(
  fresh: readonly InspectedFile[],
  held: readonly InspectedFile[],
): readonly InventoryExport[] {
  const heldIn = groupBy(held, keyOf);
  return [...groupBy(fresh, keyOf)].map(([key, files]) => ({
    fresh: files,
    held: heldIn.get(key) ?? [],
    begunAt: momentOf(files[0]?.path ?? ''),
    account: files[0]?.account ?? '',
  }));
}

function keyOf({ path, account = '' }: InspectedFile): string {
  return `${momentOf(path)} ${account}`;
}

const dayMs = 86_400_000;

/** Archives that leave out dates give 1970, which is before what calls tell of tokens that no inventory lists. */
const datesFrom = Date.UTC(2000, 0, 1);

/** When a file was written: what copying did to its date does not count where its folder tells. */
export function dateOf(modifiedAt: number, begunAt: number | undefined): number {
  if (begunAt === undefined) return Math.max(modifiedAt, datesFrom);
  return modifiedAt >= begunAt && modifiedAt < begunAt + dayMs ? modifiedAt : begunAt;
}

const named = /(?:^|[\\/])(\d{4}-\d\d-\d\d)(?:T(\d\d)[:-]?(\d\d)[:-]?(\d\d)(?:\.\d+)?Z)?(?=[\\/])/g;

/** The moment in the name of the innermost folder that has one. */
function momentOf(path: string): number | undefined {
  const [, day, hour = '00', minute = '00', second = '00'] = [...path.matchAll(named)].at(-1) ?? [];
  const moment = Date.parse(`${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(moment) ? undefined : moment;
}
