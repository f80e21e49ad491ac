import type { Breakage } from '../../../model/backtest.ts';
import { type Line, line, run } from '../run.ts';
import { andMore, basis, heading, point } from '../sentence.ts';
import { type Column, table } from '../table.ts';
import { count, counted, percent, shortName } from '../words.ts';
import { shareCell } from './share-cell.ts';

const shownMax = 8;

/** How likely something removed is needed within the horizon, by whom or of what, and what that rests on. */
export function breakageSection(
  { breakage, isFleet }: { readonly breakage: Breakage; readonly isFleet: boolean },
  width: number,
): Line[] {
  const { measured, basis: words } = breakage;
  return [
    ...heading(conclusion(breakage, isFleet), width),
    ...(measured === null
      ? []
      : point(
          line(
            `Of ${counted(measured.count, 'alike case')} in the past, `,
            run(percent(measured.share, 1), 'strong'),
            ` (between ${percent(measured.low, 1)} and ${percent(measured.high, 1)}) met a need within ${counted(measured.days, 'day')}.`,
          ),
          width,
        )),
    ...(isFleet ? principalTable(breakage, width) : permissionTable(breakage, width)),
    ...basis(`Basis: ${words}.`, width),
  ];
}

function conclusion({ probability, horizonDays, removed }: Breakage, isFleet: boolean): string {
  const when = `in the next ${counted(horizonDays, 'day')}`;
  if (probability === null) return `What is needed ${when} cannot be forecast.`;
  if (removed === 0) return 'Nothing is removed that could be needed.';
  const chance = percent(probability, 1);
  return isFleet
    ? `A principal needs something removed ${when} with a chance of ${chance}, on average.`
    : `Something removed is needed ${when} with a chance of ${chance}.`;
}

function principalTable({ principals }: Breakage, width: number): Line[] {
  const shown = principals.filter(({ probability }) => probability > 0).slice(0, shownMax);
  const isOne = new Set(shown.map(({ probability }) => probability)).size < 2;
  // Where nobody can be told from anybody, a list would only seem to.
  if (isOne) return [];
  return [[], ...table(principalColumns, shown, { width })];
}

const principalColumns: readonly Column<Breakage['principals'][number]>[] = [
  {
    head: 'principal',
    widthMin: 12,
    cut: 'middle',
    cell: ({ principal }) => line(run(shortName(principal), 'strong')),
  },
  { head: 'chance', cell: ({ probability }) => shareCell(probability, 'unused', 10) },
  { head: 'removed', align: 'right', drop: 1, cell: ({ removed }) => line(count(removed)) },
];

function permissionTable({ permissions, removed }: Breakage, width: number): Line[] {
  const shown = permissions.slice(0, shownMax);
  const isOne = new Set(shown.map(({ probability }) => probability)).size < 2;
  if (isOne) return [];
  return [[], ...table(permissionColumns, shown, { width }), ...andMore(removed - shown.length, width)];
}

const permissionColumns: readonly Column<Breakage['permissions'][number]>[] = [
  { head: 'removed', widthMin: 12, cell: ({ permission }) => line(run(permission, 'strong')) },
  { head: 'level', drop: 1, cell: ({ level }) => line(level) },
  { head: 'needed', cell: ({ probability }) => shareCell(probability, 'unused', 10) },
];
