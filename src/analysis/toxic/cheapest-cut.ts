import { costBound } from './cost-bound.ts';

/** A way that is open while no leg of it is wholly gone; a leg is gone when all of its permissions are removed. */
export type CutPath = readonly (readonly number[])[];

/** Permissions whose removal closes every path. */
export interface Cut {
  /** Ascending. */
  readonly removed: readonly number[];
  readonly cost: number;
  /** No cut costs less than this. */
  readonly bound: number;
  /** Whether it is proved that none is cheaper. */
  readonly isExact: boolean;
}

const stepsMax = 20_000;
const rounding = 1e-9;

/**
 * Finds the cheapest permissions whose removal closes every path: by branch and bound, from a greedy cut on. Where that
 * takes too many steps, the best cut found stands beside the cost that none can undercut.
 * @param costOf above zero
 */
export function cheapestCut(paths: readonly CutPath[], costOf: (permission: number) => number): Cut {
  const open = paths.filter((path) => path.every((leg) => leg.length > 0));
  const search = new Search(open, costOf);
  return search.run();
}

class Search {
  readonly #paths: readonly CutPath[];
  readonly #costOf: (permission: number) => number;
  readonly #seen = new Set<string>();
  #best: ReadonlySet<number>;
  #bestCost: number;
  #steps = 0;

  constructor(paths: readonly CutPath[], costOf: (permission: number) => number) {
    this.#paths = paths;
    this.#costOf = costOf;
    this.#best = this.#greedy();
    this.#bestCost = this.#cost(this.#best);
  }

  run(): Cut {
    const bound = costBound(this.#paths, new Set(), this.#costOf);
    if (bound < this.#bestCost - rounding) this.#branch(new Set(), 0);
    const isExact = this.#steps < stepsMax;
    return {
      removed: [...this.#best].sort((a, b) => a - b),
      cost: this.#bestCost,
      bound: isExact ? this.#bestCost : bound,
      isExact,
    };
  }

  #branch(removed: ReadonlySet<number>, cost: number): void {
    if (this.#steps >= stepsMax) return;
    this.#steps += 1;
    const open = this.#paths.filter((path) => isOpen(path, removed));
    if (open.length === 0) {
      if (cost < this.#bestCost - rounding) {
        this.#best = removed;
        this.#bestCost = cost;
      }
      return;
    }
    if (cost + costBound(open, removed, this.#costOf) >= this.#bestCost - rounding) return;
    const key = [...removed].sort((a, b) => a - b).join();
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    for (const leg of this.#legsOf(this.#hardest(open, removed), removed)) {
      const further = new Set(removed);
      for (const permission of leg) further.add(permission);
      this.#branch(further, this.#cost(further));
    }
  }

  /** The path whose cheapest leg costs most, of those with the fewest legs: it leaves the least choice. */
  #hardest(open: readonly CutPath[], removed: ReadonlySet<number>): CutPath {
    const rank = (path: CutPath): number =>
      path.length * 1e6 - Math.min(...path.map((leg) => this.#legCost(leg, removed)));
    return open.reduce((best, path) => (rank(path) < rank(best) ? path : best));
  }

  #legsOf(path: CutPath, removed: ReadonlySet<number>): CutPath {
    return path.toSorted((a, b) => this.#legCost(a, removed) - this.#legCost(b, removed));
  }

  #legCost(leg: readonly number[], removed: ReadonlySet<number>): number {
    return leg.reduce((sum, permission) => sum + (removed.has(permission) ? 0 : this.#costOf(permission)), 0);
  }

  #cost(removed: ReadonlySet<number>): number {
    return [...removed].reduce((sum, permission) => sum + this.#costOf(permission), 0);
  }

  /** Takes the leg that closes most paths for its cost, again and again; then gives back what was not needed. */
  #greedy(): ReadonlySet<number> {
    const removed = new Set<number>();
    for (;;) {
      const open = this.#paths.filter((path) => isOpen(path, removed));
      if (open.length === 0) break;
      let best: readonly number[] = [];
      let bestRate = 0;
      for (const leg of open.flat()) {
        const further = new Set([...removed, ...leg]);
        const closed = open.filter((path) => !isOpen(path, further)).length;
        const rate = closed / this.#legCost(leg, removed);
        if (rate > bestRate) [best, bestRate] = [leg, rate];
      }
      for (const permission of best) removed.add(permission);
    }
    for (const permission of [...removed].sort((a, b) => this.#costOf(b) - this.#costOf(a))) {
      removed.delete(permission);
      if (this.#paths.some((path) => isOpen(path, removed))) removed.add(permission);
    }
    return removed;
  }
}

function isOpen(path: CutPath, removed: ReadonlySet<number>): boolean {
  return !path.some((leg) => leg.every((permission) => removed.has(permission)));
}
