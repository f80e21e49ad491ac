import { levels } from '../../../model/permission.ts';
import type { TokenPage } from '../../../model/report.ts';
import { glyphs, shareBar } from '../bar.ts';
import { type Line, line, lineWidth, padLine, run } from '../run.ts';
import { andMore, basis, heading } from '../sentence.ts';
import { type Column, table } from '../table.ts';
import { count, counted } from '../words.ts';

const servicesMax = 12;

/** What can do least harm is left out first. */
const dropOrder: readonly Level[] = ['permissions', 'write', 'read', 'tag', 'list'];

type Cell = TokenPage['matrix'][number];
type Level = Cell['level'];

interface Service {
  readonly name: string;
  readonly cells: ReadonlyMap<Level, Cell>;
  readonly granted: number;
  readonly used: number;
  readonly unused: number;
}

/** Services against levels, a mini bar a cell: what is granted to change things and only reads shows in a row. */
export function matrixSection({ matrix }: TokenPage, width: number): Line[] {
  const services = byService(matrix);
  if (services.length === 0) return [];
  const shown = services.slice(0, servicesMax);
  const rest = services.length - shown.length;
  return [
    ...heading(conclusion(matrix), width),
    [],
    ...widestTable(shown, width),
    ...andMore(rest, width),
    ...basis(
      `Used of granted, by service and level. ${glyphs.used} used  ${glyphs.unused} unused  ${glyphs.unknown} unknown`,
      width,
    ),
  ];
}

function conclusion(matrix: readonly Cell[]): string {
  const changing = matrix.filter(
    ({ level }) => level === 'write' || level === 'tag' || level === 'permissions',
  );
  const unused = sum(matrix, 'unused');
  const risky = sum(changing, 'unused');
  if (unused === 0) return 'Nothing granted is known to be unused.';
  if (sum(matrix, 'used') > 0 && sum(changing, 'used') === 0 && sum(changing, 'granted') > 0) {
    return `It may change things in ${counted(sum(changing, 'granted'), 'way')} and only reads.`;
  }
  return `${count(risky)} of ${counted(unused, 'unused permission')} can change things.`;
}

function sum(cells: readonly Cell[], field: 'granted' | 'used' | 'unused'): number {
  return cells.reduce((total, cell) => total + cell[field], 0);
}

/** What is used comes first, then the widest gap. */
function byService(matrix: readonly Cell[]): Service[] {
  const services = new Map<string, Cell[]>();
  for (const cell of matrix) services.set(cell.service, [...(services.get(cell.service) ?? []), cell]);
  return [...services]
    .map(([name, cells]) => ({
      name,
      cells: new Map(cells.map((cell) => [cell.level, cell])),
      granted: sum(cells, 'granted'),
      used: sum(cells, 'used'),
      unused: sum(cells, 'unused'),
    }))
    .sort((a, b) => b.used - a.used || b.unused - a.unused || a.name.localeCompare(b.name));
}

/** The longest bars for which all levels still fit side by side. */
function widestTable(services: readonly Service[], width: number): Line[] {
  const tables = [12, 10, 8, 6, 5, 4, 3].map((barWidth) =>
    table(columnsFor(services, barWidth), services, { width: Number.POSITIVE_INFINITY }),
  );
  const fitting = tables.find((lines) => lines.every((parts) => lineWidth(parts) <= width));
  return fitting ?? table(columnsFor(services, 0), services, { width });
}

function columnsFor(services: readonly Service[], barWidth: number): readonly Column<Service>[] {
  return [
    {
      head: 'service',
      widthMin: 8,
      widthMax: 28,
      cell: ({ name, used }) => line(run(name, used > 0 ? 'strong' : 'plain')),
    },
    ...levels.map((level): Column<Service> => {
      const figures = services.map(({ cells }) => lineWidth(figuresOf(cells.get(level))));
      const figureWidth = Math.max(0, ...figures);
      return {
        head: level,
        drop: dropOrder.indexOf(level),
        cell: ({ cells }) => cellLine(cells.get(level), figureWidth, barWidth),
      };
    }),
    {
      head: 'all',
      align: 'right',
      cell: ({ used, granted }) =>
        line(run(count(used), used > 0 ? 'strong' : 'plain'), `/${count(granted)}`),
    },
  ];
}

/** One square a permission, as long as there is room for that. */
function cellLine(cell: Cell | undefined, figureWidth: number, barWidth: number): Line {
  if (cell === undefined) return [];
  const refused = cell.denied > 0 ? line(` ${glyphs.denied}`, run(count(cell.denied), 'denied')) : [];
  const figures = padLine(figuresOf(cell), figureWidth, 'right');
  if (cell.granted === 0 || barWidth === 0) return [...figures, ...refused];
  return [...figures, run(' '), ...shareBar(cell, Math.min(barWidth, cell.granted)), ...refused];
}

function figuresOf(cell: Cell | undefined): Line {
  if (cell === undefined || cell.granted === 0) return [];
  return line(run(count(cell.used), cell.used > 0 ? 'strong' : 'plain'), `/${count(cell.granted)}`);
}
