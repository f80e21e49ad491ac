import type { PolicyAnswer } from '../../../model/policy.ts';
import { type Line, line, run } from '../run.ts';
import { andMore, basis, heading, paragraph } from '../sentence.ts';
import { type Column, table } from '../table.ts';
import { count, counted } from '../words.ts';

type Unknown = PolicyAnswer['unknown'][number];

const servicesMax = 12;

/** What is taken away although nothing can tell whether it is used: by service, with what would settle it. */
export function unknownSection({ unknown, totals, kept }: PolicyAnswer, width: number): Line[] {
  if (unknown.length === 0) return [];
  return [
    ...heading(
      `What cannot be known: ${counted(totals.unknown, 'permission')} of ${counted(unknown.length, 'service')}`,
      width,
    ),
    ...paragraph(
      line(
        kept.length === 0
          ? 'Nothing points to their use, '
          : 'Unlike what is kept above, nothing points to their use, ',
        'and these logs could not show it. They are not in the policy.',
      ),
      width,
    ),
    [],
    ...table(columns, unknown.slice(0, servicesMax), { width }),
    ...andMore(unknown.length - servicesMax, width),
    ...basis('A flag keeps what is unknown of one service; it may be repeated.', width),
  ];
}

const columns: readonly Column<Unknown>[] = [
  { head: 'service', widthMin: 12, cell: ({ service }) => line(run(service, 'strong')) },
  { head: 'unknown', align: 'right', cell: ({ permissions }) => line(count(permissions.length)) },
  { head: 'to keep them', cell: ({ service }) => line(`--keep ${service}`) },
  {
    head: 'what would settle it',
    widthMin: 24,
    cell: ({ settle, why }) => line(settle.length > 0 ? settle.join('; ') : run(why.join(' '), 'faint')),
  },
];
