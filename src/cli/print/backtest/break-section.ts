import type { WalkForwardAnswer } from '../../../model/backtest.ts';
import { type Line, line, run } from '../run.ts';
import { andMore, heading } from '../sentence.ts';
import { type Column, table } from '../table.ts';
import { counted, date, shortName } from '../words.ts';

type BrokenCall = WalkForwardAnswer['brokenCalls'][number];

const shownMax = 12;

/** Which calls would have been refused on the test days, the earliest first. */
export function breakSection({ brokenCalls, breaks }: WalkForwardAnswer, width: number): Line[] {
  if (brokenCalls.length === 0) return [];
  return [
    ...heading(
      `${counted(breaks, 'permission')} would have been missed.`,
      width,
      'one a token, at its first use',
    ),
    [],
    ...table(columns, brokenCalls.slice(0, shownMax), { width }),
    ...andMore(breaks - shownMax, width),
  ];
}

const columns: readonly Column<BrokenCall>[] = [
  { head: 'permission', widthMin: 12, cell: ({ permission }) => line(run(permission, 'strong')) },
  { head: 'principal', widthMin: 10, cut: 'middle', cell: ({ principal }) => line(shortName(principal)) },
  {
    head: 'token',
    widthMin: 10,
    cut: 'middle',
    drop: 1,
    cell: ({ token, principal }) => line(token === '' || token === principal ? run('–', 'faint') : token),
  },
  { head: 'needed on', cell: ({ day }) => line(date(day)) },
  {
    head: 'after',
    align: 'right',
    drop: 2,
    cell: ({ daysAfterChange }) => line(counted(daysAfterChange, 'day')),
  },
];
