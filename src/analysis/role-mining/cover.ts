import type { AccessMatrix } from './access-matrix.ts';
import { addBit, addCommon, type Bits, countBits, eachBit, emptyBits, hasBit, keepBits } from './bits.ts';

/** One cell of the matrix: row times the number of columns, plus column. */
export type Cell = number;

/**
 * A cover of a matrix by roles in the making. Every cell is open, given to a role, or set aside for another cell:
 * whichever role gives that one can give it too.
 */
export class Cover {
  readonly matrix: AccessMatrix;
  readonly width: number;
  readonly open: readonly Bits[];
  /** Cells of each role. */
  readonly roles: Cell[][] = [];
  readonly #aside: (readonly [cell: Cell, host: Cell])[] = [];
  openCount: number;

  constructor(matrix: AccessMatrix) {
    this.matrix = matrix;
    this.width = matrix.columns.length;
    this.open = matrix.rows.map((row) => row.slice());
    this.openCount = matrix.rows.reduce((sum, row) => sum + countBits(row), 0);
  }

  isOpen(row: number, column: number): boolean {
    return hasBit(this.open[row] ?? emptyBits(0), column);
  }

  openCells(): Cell[] {
    const cells: Cell[] = [];
    for (const [row, columns] of this.open.entries()) {
      eachBit(columns, (column) => cells.push(row * this.width + column));
    }
    return cells;
  }

  /** Gives open cells to a role of their own. */
  give(cells: readonly Cell[]): void {
    for (const cell of cells) this.#close(cell);
    this.roles.push([...cells]);
  }

  setAside(cell: Cell, host: Cell): void {
    this.#close(cell);
    this.#aside.push([cell, host]);
  }

  /** Gives what was set aside to the roles that can give it, last first: so its host has a role by then. */
  finish(): void {
    const roleOf = new Map<Cell, Cell[]>();
    for (const role of this.roles) for (const cell of role) roleOf.set(cell, role);
    for (const [cell, host] of this.#aside.reverse()) {
      const role = roleOf.get(host);
      if (role === undefined) throw new RangeError('a cell was set aside for one without a role');
      role.push(cell);
      roleOf.set(cell, role);
    }
    this.#aside.length = 0;
  }

  #close(cell: Cell): void {
    const columns = this.open[Math.floor(cell / this.width)];
    const column = cell % this.width;
    if (columns === undefined || !hasBit(columns, column)) throw new RangeError('the cell is not open');
    columns[column >>> 5] = (columns[column >>> 5] ?? 0) & ~(1 << (column & 31));
    this.openCount--;
  }
}

/** The open cells that can share a role with one cell: the rows and columns they lie in. */
export interface Surroundings {
  readonly rows: Bits;
  readonly columns: Bits;
  /** Rows that have all of {@link columns}. */
  readonly commonRows: Bits;
  /** Columns that all of {@link rows} have. */
  readonly commonColumns: Bits;
}

/** Gives what surrounds a cell; the same object every time, to be read before the next call. */
export function surroundingsOf({ matrix, open }: Cover): (row: number, column: number) => Surroundings {
  const rows = emptyBits(matrix.rows.length);
  const columns = emptyBits(matrix.columns.length);
  const found = {
    rows,
    columns,
    commonRows: emptyBits(matrix.rows.length),
    commonColumns: emptyBits(matrix.columns.length),
  };
  return (row, column) => {
    for (const bits of [rows, columns]) bits.fill(0);
    for (const bits of [found.commonRows, found.commonColumns]) bits.fill(0xffffffff);
    const mine = matrix.rows[row] ?? columns;
    eachBit(matrix.columns[column] ?? rows, (other) => {
      if (!addCommon(columns, open[other] ?? columns, mine)) return;
      addBit(rows, other);
      keepBits(found.commonColumns, matrix.rows[other] ?? columns);
    });
    eachBit(columns, (other) => keepBits(found.commonRows, matrix.columns[other] ?? rows));
    return found;
  };
}
