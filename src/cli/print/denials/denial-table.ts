import type { Denial } from '../../../model/denials.ts';
import { dayCells } from '../day-strip.ts';
import { type Line, line, run } from '../run.ts';
import { andMore } from '../sentence.ts';
import { type Column, table } from '../table.ts';
import { count, date, shortName } from '../words.ts';

const shownMax = 12;
const stripWidth = 24;

/** Refused wants as rows: who, what, how often and when, and the weightiest sign. */
export function denialTable(
  denials: readonly Denial[],
  window: { readonly from: string; readonly to: string },
  width: number,
): Line[] {
  return [
    ...table(columnsFor(window), denials.slice(0, shownMax), { width }),
    ...andMore(denials.length - shownMax, width),
  ];
}

function columnsFor(window: { readonly from: string; readonly to: string }): readonly Column<Denial>[] {
  return [
    {
      head: 'who',
      widthMin: 18,
      widthMax: 34,
      cell: ({ principal }) =>
        line(principal === '' ? run('anonymous', 'strong') : run(shortName(principal), 'strong')),
    },
    { head: 'wants', widthMin: 24, cut: 'middle', cell: ({ permission }) => line(permission) },
    { head: 'refused', align: 'right', cell: ({ refusals }) => line(run(count(refusals), 'denied')) },
    { head: 'days', align: 'right', drop: 2, cell: ({ days }) => line(count(days.length)) },
    {
      head: 'when',
      drop: 3,
      cell: ({ days }) =>
        dayCells(
          days.map(({ day, refusals }) => ({ day, calls: refusals })),
          window,
          stripWidth,
        ),
    },
    { head: 'last', align: 'right', drop: 4, cell: ({ lastRefused }) => line(date(lastRefused)) },
    { head: 'score', align: 'right', drop: 5, cell: ({ score }) => line(`${score}`) },
    {
      head: 'why',
      widthMin: 20,
      drop: 1,
      cell: ({ signs }) => line(signs.map(({ sign }) => sign).join(', ')),
    },
  ];
}
