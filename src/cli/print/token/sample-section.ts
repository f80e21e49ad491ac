import type { TokenPage } from '../../../model/report.ts';
import { type Line, line, run } from '../run.ts';
import { heading } from '../sentence.ts';
import { type Column, table } from '../table.ts';
import { date, minute, shortName } from '../words.ts';

const samplesMax = 8;
const changesMax = 8;

/** Calls to open in the logs, and what was changed about the token. */
export function sampleSection({ samples, changes }: TokenPage, width: number): Line[] {
  return [
    ...(changes.length === 0
      ? []
      : [
          ...heading('What was changed about it', width),
          [],
          ...table(changeColumns, changes.slice(0, changesMax), { width }),
        ]),
    ...(samples.length === 0
      ? []
      : [
          ...heading('Sample calls to open', width),
          [],
          ...table(sampleColumns, samples.slice(0, samplesMax), { width }),
        ]),
  ];
}

const changeColumns: readonly Column<TokenPage['changes'][number]>[] = [
  { head: 'when', cell: ({ time }) => line(date(time)) },
  { head: 'change', cell: ({ change }) => line(run(change, 'strong')) },
  { head: 'of', widthMin: 12, cut: 'middle', cell: ({ subject }) => line(subject) },
  { head: 'with', widthMin: 12, cut: 'middle', drop: 2, cell: ({ object }) => line(object) },
  { head: 'by', widthMin: 12, cut: 'middle', drop: 1, cell: ({ actor }) => line(actor) },
];

const sampleColumns: readonly Column<TokenPage['samples'][number]>[] = [
  { head: 'when', drop: 2, cell: ({ time }) => line(minute(time)) },
  { head: 'operation', widthMin: 16, cell: ({ operation }) => operationCell(operation) },
  {
    head: 'outcome',
    drop: 1,
    cell: ({ outcome }) => line(run(outcome, outcome === 'denied' ? 'denied' : 'plain')),
  },
  {
    head: 'resource',
    widthMin: 16,
    widthMax: 48,
    cut: 'middle',
    drop: 3,
    cell: ({ resource }) => line(shortName(resource)),
  },
  { head: 'place', widthMin: 10, widthMax: 32, drop: 4, cell: ({ place }) => line(place) },
  // Whole, because it is there to be searched for.
  { head: 'event', cell: ({ eventId }) => line(eventId) },
  { head: 'file', widthMin: 24, widthMax: 48, cut: 'middle', drop: 5, cell: ({ path }) => line(path) },
];

/** The operation's own name comes first, and who logs it after. */
function operationCell(operation: string): Line {
  const [source = '', ...name] = operation.split(' ');
  if (name.length === 0) return line(run(operation, 'strong'));
  return line(run(name.join(' '), 'strong'), ' ', run(source, 'faint'));
}
