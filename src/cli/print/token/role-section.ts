import type { TokenPage } from '../../../model/report.ts';
import { type Line, line, run } from '../run.ts';
import { andMore, heading } from '../sentence.ts';
import { type Column, table } from '../table.ts';
import { count, counted } from '../words.ts';

const shownMax = 15;

type Role = TokenPage['roles'][number];

/** What gives and what limits, with the path by which it does. */
export function roleSection(roles: readonly Role[], width: number): Line[] {
  if (roles.length === 0) return [];
  const rest = roles.length - shownMax;
  return [
    ...heading(`${counted(roles.length, 'role decides', 'roles decide')} what it may do.`, width),
    [],
    ...table(columns, roles.slice(0, shownMax), { width }),
    ...andMore(rest, width),
  ];
}

const columns: readonly Column<Role>[] = [
  { head: 'role', widthMin: 16, cut: 'middle', cell: ({ name }) => line(run(name, 'strong')) },
  {
    head: 'effect',
    cell: ({ effect, isConditional }) => line(isConditional ? `${effect}, conditional` : effect),
  },
  { head: 'permissions', align: 'right', cell: ({ permissions }) => line(count(permissions)) },
  { head: 'through', widthMin: 12, cut: 'middle', drop: 1, cell: ({ path }) => line(path.join(' → ')) },
];
