import type { InventoryRemark } from '../../../model/inventory.ts';

const reasonsPerFileMax = 100;

/** Gathers remarks: equal ones of a file become one with a count, and no file fills the list. */
export class RemarkList {
  readonly #byPath = new Map<string, Map<string, number>>();
  readonly #suppressed = new Map<string, number>();

  add(path: string, reason: string): void {
    const reasons = this.#byPath.get(path) ?? new Map<string, number>();
    this.#byPath.set(path, reasons);
    const count = reasons.get(reason);
    if (count === undefined && reasons.size >= reasonsPerFileMax) {
      this.#suppressed.set(path, (this.#suppressed.get(path) ?? 0) + 1);
    } else {
      reasons.set(reason, (count ?? 0) + 1);
    }
  }

  has(path: string): boolean {
    return this.#byPath.has(path);
  }

  /** The remarks, sorted by path, in the order in which each file's were first made. */
  toList(): readonly InventoryRemark[] {
    return [...this.#byPath.keys()].sort().flatMap((path) => {
      const reasons = [...(this.#byPath.get(path) ?? [])].map(([reason, count]) => ({
        path,
        reason: count === 1 ? reason : `${reason} (${count} times)`,
      }));
      const more = this.#suppressed.get(path);
      return more === undefined
        ? reasons
        : [...reasons, { path, reason: `${more} further remarks are not listed` }];
    });
  }
}

/** Where the readers of one inventory put what they have to say. */
export interface Remarks {
  /** What could not be read though it should have been: the result is partial. */
  readonly problems: RemarkList;
  /** What was understood and holds nothing to read. */
  readonly ignored: RemarkList;
  /** What was read with a choice that the reader of the result should know. */
  readonly notes: RemarkList;
}
