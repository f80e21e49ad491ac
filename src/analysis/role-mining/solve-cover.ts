import { addBit, type Bits, countBits, eachBit, emptyBits, hasBit, keepBits } from './bits.ts';
import type { Cell, Cover } from './cover.ts';
import { reduceCover } from './reduce-cover.ts';

/** Steps of the search for one part of the kernel; what is found by then stands. */
const stepsMax = 200_000;
/** More cells than this are not searched: some are given away first. */
const searchedMax = 600;
/** Of more cells than this it is not asked which of them hang together. */
const partedMax = 5000;

/**
 * Covers everything, and gives the least number of roles that this needs, as far as it is proved.
 *
 * What no certain rule covers is searched. Cells can share a role when each two of them can, so a role is a clique of
 * cells. Cells of which no two can share need as many roles as they are; where as many roles do, no cover is smaller.
 */
export function solveCover(cover: Cover): number {
  let leastRoles = 0;
  let isProved = true;
  while (cover.openCount > 0) {
    const before = cover.roles.length;
    reduceCover(cover);
    if (isProved) leastRoles += cover.roles.length - before;
    const cells = cover.openCells();
    const parts = cells.length > partedMax ? [cells] : partsOf(cover, cells);
    for (const part of parts) {
      if (part.length > searchedMax) {
        if (isProved) leastRoles++;
        cover.give(largeClique(cover, part));
        continue;
      }
      const { cliques, least } = coverPart(cover, part);
      for (const clique of cliques) cover.give(clique);
      if (isProved) leastRoles += least;
    }
    // What follows a guess proves nothing of the whole.
    isProved &&= parts.every((part) => part.length <= searchedMax);
  }
  return leastRoles;
}

function canShare({ matrix, width }: Cover, left: Cell, right: Cell): boolean {
  const [leftRow, rightRow] = [matrix.rows[Math.floor(left / width)], matrix.rows[Math.floor(right / width)]];
  return hasBit(leftRow ?? emptyBits(0), right % width) && hasBit(rightRow ?? emptyBits(0), left % width);
}

/** Cells of different parts can share nothing. */
function partsOf(cover: Cover, cells: readonly Cell[]): Cell[][] {
  const rest = new Set(cells);
  const parts: Cell[][] = [];
  for (const first of cells) {
    if (!rest.delete(first)) continue;
    const part = [first];
    for (const cell of part) {
      for (const other of rest) {
        if (!canShare(cover, cell, other)) continue;
        rest.delete(other);
        part.push(other);
      }
    }
    parts.push(part.sort((a, b) => a - b));
  }
  return parts;
}

/** A set of cells that can all share one role, around one of the first that few others can join. */
function largeClique(cover: Cover, part: readonly Cell[]): Cell[] {
  const around = part
    .slice(0, 50)
    .map((cell) => [cell, ...part.filter((other) => other !== cell && canShare(cover, cell, other))]);
  const [start = []] = around.sort((a, b) => a.length - b.length);
  const clique: Cell[] = [];
  for (const cell of start) if (clique.every((member) => canShare(cover, member, cell))) clique.push(cell);
  return clique;
}

interface Solved {
  readonly cliques: Cell[][];
  readonly least: number;
}

/** Fewest cliques for all cells of a part, by branch and bound: the cell with the fewest choices comes next. */
function coverPart(cover: Cover, part: readonly Cell[]): Solved {
  const friends = part.map((cell) => {
    const bits = emptyBits(part.length);
    for (const [index, other] of part.entries()) {
      if (other !== cell && canShare(cover, cell, other)) addBit(bits, index);
    }
    return bits;
  });
  const least = strangers(friends);
  let best: number[][] | undefined;
  let steps = 0;
  const cliques: { readonly members: number[]; readonly joinable: Bits }[] = [];
  const placed = emptyBits(part.length);

  const place = (): void => {
    if (++steps > stepsMax && best !== undefined) return;
    if (best !== undefined && cliques.length >= best.length) return;
    const next = mostBound(friends, cliques, placed);
    if (next === undefined) {
      best = cliques.map(({ members }) => [...members]);
      return;
    }
    addBit(placed, next);
    for (const [index, clique] of cliques.entries()) {
      if (!hasBit(clique.joinable, next)) continue;
      const joinable = clique.joinable.slice();
      keepBits(joinable, friends[next] ?? joinable);
      cliques[index] = { members: [...clique.members, next], joinable };
      place();
      cliques[index] = clique;
      if (best !== undefined && best.length === least) return;
    }
    if (best === undefined || cliques.length + 1 < best.length) {
      cliques.push({ members: [next], joinable: friends[next] ?? emptyBits(0) });
      place();
      cliques.pop();
    }
    placed[next >>> 5] = (placed[next >>> 5] ?? 0) & ~(1 << (next & 31));
  };
  place();
  const found = best ?? part.map((_, index) => [index]);
  const isProved = steps <= stepsMax || found.length === least;
  return {
    cliques: found.map((members) => members.map((index) => part[index] ?? 0)),
    least: isProved ? found.length : least,
  };
}

/** The cell not yet placed that fits into the fewest cliques; of several the one with the fewest friends. */
function mostBound(
  friends: readonly Bits[],
  cliques: readonly { readonly joinable: Bits }[],
  placed: Bits,
): number | undefined {
  let chosen: number | undefined;
  let fewest = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY] as const;
  for (const [index, mine] of friends.entries()) {
    if (hasBit(placed, index)) continue;
    const fits = cliques.reduce((sum, { joinable }) => sum + (hasBit(joinable, index) ? 1 : 0), 0);
    const degree = countBits(mine);
    if (fits < fewest[0] || (fits === fewest[0] && degree < fewest[1])) {
      chosen = index;
      fewest = [fits, degree];
    }
  }
  return chosen;
}

/** How many cells are found of which no two can share a role, taking those with few friends first. */
function strangers(friends: readonly Bits[]): number {
  const order = friends
    .map((_, index) => index)
    .sort((a, b) => countBits(friends[a] ?? emptyBits(0)) - countBits(friends[b] ?? emptyBits(0)) || a - b);
  const taken = emptyBits(friends.length);
  let count = 0;
  for (const index of order) {
    let isFree = true;
    eachBit(friends[index] ?? taken, (friend) => {
      if (hasBit(taken, friend)) isFree = false;
    });
    if (!isFree) continue;
    addBit(taken, index);
    count++;
  }
  return count;
}
