import type { Breakage } from '../../../model/backtest.ts';
import { type Line, line, run } from '../run.ts';
import { basis, heading } from '../sentence.ts';
import { type Column, table } from '../table.ts';
import { count, date, percent } from '../words.ts';
import { shareCell } from './share-cell.ts';

type Calibration = NonNullable<Breakage['calibration']>;
type Band = Calibration['principals']['bands'][number];

/** What became of chances that were given before days held back: said beside observed, band by band. */
export function calibrationSection({ calibration }: Breakage, width: number): Line[] {
  if (calibration === null || calibration.principals.bands.length < 2) return [];
  const { from, to, principals } = calibration;
  return [
    ...heading(`Tried on ${date(from)} – ${date(to)}: ${conclusion(principals.bands)}`, width),
    [],
    ...table(columnsFor(width), principals.bands, { width }),
    ...basis(
      `Brier score ${score(principals.brier)}, lower is better; the share known before, for all: ${score(principals.baseBrier)}; the share that came out: ${score(principals.hindsightBrier)}; unseen species, one by one: ${score(principals.unseenBrier)}.`,
      width,
    ),
  ];
}

function conclusion(bands: readonly Band[]): string {
  const within = bands.filter(({ forecast, low, high }) => forecast >= low && forecast <= high).length;
  return `${count(within)} of ${count(bands.length)} bands came out as said.`;
}

function columnsFor(width: number): readonly Column<Band>[] {
  const barWidth = width >= 90 ? 20 : 5;
  return [
    { head: 'said', cell: ({ forecast }) => shareCell(forecast, 'unknown', barWidth) },
    { head: 'came true', cell: ({ observed }) => shareCell(observed, 'used', barWidth) },
    {
      head: 'between',
      drop: 1,
      cell: ({ low, high }) => line(run(`${percent(low, 1)} – ${percent(high, 1)}`, 'faint')),
    },
    { head: 'of', align: 'right', drop: 2, cell: ({ count: cases }) => line(count(cases)) },
  ];
}

function score(value: number): string {
  return value.toFixed(3);
}
