import { eachBit, emptyBits, hasBit, isSubset } from './bits.ts';
import { type Cell, type Cover, type Surroundings, surroundingsOf } from './cover.ts';

/**
 * Does everything that some smallest cover does, until nothing is certain any more.
 *
 * Two rules, both safe. Where all open cells that can share a role with a cell can share one role at once, that role is
 * taken: any role that gives the cell gives less. And where whatever can share a role with one cell can share it with
 * another too, the other is set aside: the role that gives the first gives it for nothing.
 * Ene, Horne, Milosavljevic, Rao, Schreiber and Tarjan: Fast exact and heuristic methods for role minimization
 * problems. SACMAT 2008. https://doi.org/10.1145/1377836.1377838
 */
export function reduceCover(cover: Cover): void {
  const surround = surroundingsOf(cover);
  for (let before = -1; before !== cover.openCount; ) {
    before = cover.openCount;
    for (const cell of cover.openCells()) {
      const [row, column] = [Math.floor(cell / cover.width), cell % cover.width];
      if (!cover.isOpen(row, column)) continue;
      const around = surround(row, column);
      if (isSubset(around.rows, around.commonRows)) cover.give(openIn(cover, around.rows, around.columns));
      else for (const other of followers(cover, cell, around)) cover.setAside(other, cell);
    }
  }
}

function followers(cover: Cover, cell: Cell, { commonRows, commonColumns }: Surroundings): Cell[] {
  return openIn(cover, commonRows, commonColumns).filter((other) => other !== cell);
}

function openIn(
  { open, width }: Cover,
  rows: Surroundings['rows'],
  columns: Surroundings['columns'],
): Cell[] {
  const cells: Cell[] = [];
  const none = emptyBits(0);
  eachBit(rows, (row) => {
    const mine = open[row] ?? none;
    if (mine.length === 0) return;
    eachBit(mine, (column) => {
      if (hasBit(columns, column)) cells.push(row * width + column);
    });
  });
  return cells;
}
