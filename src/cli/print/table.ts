import { type Align, type Cut, fitLine, type Line, lineWidth, padLine, run } from './run.ts';

export interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => Line;
  readonly align?: Align;
  /** The column may shrink to this width; without it, it keeps the width of its widest cell. */
  readonly widthMin?: number;
  readonly widthMax?: number;
  readonly cut?: Cut;
  /** Columns are left out on a narrow terminal, the highest number first; without a number, never. */
  readonly drop?: number;
}

export interface TableOptions {
  readonly width: number;
  readonly indent?: number;
}

const gap = 2;

/** Lays rows out in columns that fit into `width`: wide columns shrink first, then columns are left out. */
export function table<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  { width, indent = 2 }: TableOptions,
): Line[] {
  const room = Math.max(20, width - indent);
  const laid = columns.map((column) => {
    const cells = rows.map((row) => column.cell(row));
    const widest = Math.max(lineWidth([run(column.head)]), ...cells.map(lineWidth));
    return { column, cells, width: Math.min(widest, column.widthMax ?? widest) };
  });
  const kept = shrink(dropColumns(laid, room), room);
  const margin = run(' '.repeat(indent));
  const layLine = (cellOf: (laid: Laid<Row>) => Line): Line => [
    margin,
    ...kept.flatMap((entry, index) => {
      const { align = 'left', cut = 'end' } = entry.column;
      const cell = padLine(fitLine(cellOf(entry), entry.width, cut), entry.width, align);
      return index === 0 ? cell : [run(' '.repeat(gap)), ...cell];
    }),
  ];
  return [
    layLine(({ column }) => [run(column.head, 'faint')]),
    ...rows.map((_, index) => layLine(({ cells }) => cells[index] ?? [])),
  ];
}

interface Laid<Row> {
  readonly column: Column<Row>;
  readonly cells: readonly Line[];
  readonly width: number;
}

function widthMinOf<Row>({ column, width }: Laid<Row>): number {
  return Math.min(width, column.widthMin ?? width);
}

function totalOf(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0) + gap * Math.max(0, widths.length - 1);
}

function dropColumns<Row>(laid: readonly Laid<Row>[], room: number): readonly Laid<Row>[] {
  if (totalOf(laid.map(widthMinOf)) <= room) return laid;
  const droppable = laid.filter(({ column }) => column.drop !== undefined);
  const [first] = droppable.sort((a, b) => (b.column.drop ?? 0) - (a.column.drop ?? 0));
  if (first === undefined) return laid;
  return dropColumns(
    laid.filter((entry) => entry !== first),
    room,
  );
}

/** Takes what is too much from the widest column that can still give, one column of the terminal at a time. */
function shrink<Row>(laid: readonly Laid<Row>[], room: number): readonly Laid<Row>[] {
  const widths = laid.map(({ width }) => width);
  for (let excess = totalOf(widths) - room; excess > 0; excess -= 1) {
    let widest = -1;
    laid.forEach((entry, index) => {
      const canGive = (widths[index] ?? 0) > widthMinOf(entry);
      if (canGive && (widest < 0 || (widths[index] ?? 0) > (widths[widest] ?? 0))) widest = index;
    });
    if (widest < 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return laid.map((entry, index) => ({ ...entry, width: widths[index] ?? entry.width }));
}
