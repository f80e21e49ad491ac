import type { WalkForwardAnswer } from '../../../model/backtest.ts';
import { type Line, line, run } from '../run.ts';
import { heading } from '../sentence.ts';
import { type Column, table } from '../table.ts';
import { count, counted, date } from '../words.ts';
import { shareCell } from './share-cell.ts';

type Fold = WalkForwardAnswer['foldResults'][number];

/** The folds one under the other: whether it gets better or worse over time. */
export function foldSection({ foldResults }: WalkForwardAnswer, width: number): Line[] {
  if (foldResults.length < 2) return [];
  const clean = foldResults.filter(({ breaks }) => breaks === 0).length;
  return [
    ...heading(`${count(clean)} of ${counted(foldResults.length, 'fold')} without a refusal.`, width),
    [],
    ...table(columnsFor(width), foldResults, { width }),
  ];
}

function columnsFor(width: number): readonly Column<Fold>[] {
  const barWidth = width >= 90 ? 20 : 5;
  return [
    { head: 'tested until', cell: ({ test }) => line(date(test.to)) },
    { head: 'needed', cell: ({ recall }) => shareCell(recall, 'used', barWidth) },
    { head: 'in use', drop: 1, cell: ({ precision }) => shareCell(precision, 'unknown', 5) },
    {
      head: 'broken',
      drop: 2,
      align: 'right',
      cell: ({ brokenTokens }) => line(run(count(brokenTokens), brokenTokens > 0 ? 'denied' : 'plain')),
    },
  ];
}
