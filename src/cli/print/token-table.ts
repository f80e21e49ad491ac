import type { TokenRow } from '../../model/report.ts';
import { shareBar } from './bar.ts';
import { type Line, line, run } from './run.ts';
import { type Column, table } from './table.ts';
import { count, date, shortName } from './words.ts';

/** Tokens as rows: who, what they hold and use, when they were last seen. */
export function tokenTable(tokens: readonly TokenRow[], width: number): Line[] {
  return table(columnsFor(width), tokens, { width });
}

function columnsFor(width: number): readonly Column<TokenRow>[] {
  const barWidth = width >= 160 ? 20 : width >= 120 ? 12 : 8;
  return [
    {
      head: 'gap',
      align: 'right',
      cell: ({ score }) => (score === null ? line(run('?', 'unknown')) : line(run(`${score}`, inkOf(score)))),
    },
    {
      head: 'acts as',
      widthMin: 22,
      widthMax: 48,
      cell: ({ principal }) => line(run(shortName(principal), 'strong')),
    },
    { head: 'token', widthMin: 20, widthMax: 44, cut: 'middle', drop: 2, cell: tokenCell },
    { head: 'kind', drop: 7, cell: ({ kind }) => line(kind) },
    {
      head: 'owner',
      widthMin: 8,
      widthMax: 24,
      drop: 5,
      // The part before the @ is who it is; the token's page has all of it.
      cell: ({ owner }) => line(owner?.replace(/(?<=.)@.*$/, '') ?? run('none', 'strong')),
    },
    { head: 'granted', align: 'right', drop: 1, cell: grantedCell },
    { head: 'used', align: 'right', cell: ({ used }) => line(count(used)) },
    { head: '', drop: 3, cell: (row) => gapCell(row, barWidth) },
    { head: 'calls', align: 'right', drop: 6, cell: ({ calls }) => line(count(calls)) },
    {
      head: 'last used',
      align: 'right',
      drop: 4,
      cell: ({ lastUsed }) => line(lastUsed === null ? run('not seen', 'faint') : date(lastUsed)),
    },
  ];
}

/** Tokens that are called after their principal, such as all its sessions, need not repeat its name. */
function tokenCell({ id, principal }: TokenRow): Line {
  if (id === principal) return line(run('its sessions', 'faint'));
  if (!id.startsWith(principal)) return line(id);
  const rest = id.slice(principal.length).replace(/^[^\p{L}\p{N}]+/u, '');
  return line(run(`its ${rest}`, 'faint'));
}

/** Where nothing is known to be granted, a number would say too much. */
function grantedCell({ granted, score }: TokenRow): Line {
  return line(granted === 0 && score === null ? run('not known', 'unknown') : count(granted));
}

/** What is used without a known grant has no frame to fill. */
function gapCell(row: TokenRow, width: number): Line {
  return row.granted === 0 ? [] : shareBar(row, width);
}

/** Above the bucket border a gap is wide. */
function inkOf(score: number): 'unused' | 'plain' {
  return score >= 68 ? 'unused' : 'plain';
}
