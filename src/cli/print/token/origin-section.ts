import type { TokenPage } from '../../../model/report.ts';
import { type Line, line } from '../run.ts';
import { andMore, heading } from '../sentence.ts';
import { type Column, table } from '../table.ts';
import { count, counted, date } from '../words.ts';

const shownMax = 8;

interface Origin {
  readonly name: string;
  readonly calls: number;
  readonly firstSeen: string;
  readonly lastSeen: string;
}

/** From where it was used, and with what. */
export function originSection({ places, agents }: TokenPage, width: number): Line[] {
  const from = places.map(({ place, ...rest }) => ({ ...rest, name: place }));
  const by = agents.map(({ agent, ...rest }) => ({ ...rest, name: agent }));
  return [
    ...list(from, `It was used from ${counted(from.length, 'place')}.`, 'place', width),
    ...list(by, `${counted(by.length, 'kind of client', 'kinds of client')} used it.`, 'agent', width),
  ];
}

function list(origins: readonly Origin[], conclusion: string, head: string, width: number): Line[] {
  if (origins.length === 0) return [];
  const rest = origins.length - shownMax;
  return [
    ...heading(conclusion, width),
    [],
    ...table(columnsOf(head), origins.slice(0, shownMax), { width }),
    ...andMore(rest, width),
  ];
}

function columnsOf(head: string): readonly Column<Origin>[] {
  return [
    { head, widthMin: 16, cell: ({ name }) => line(name) },
    { head: 'calls', align: 'right', cell: ({ calls }) => line(count(calls)) },
    { head: 'first seen', align: 'right', drop: 1, cell: ({ firstSeen }) => line(date(firstSeen)) },
    { head: 'last seen', align: 'right', cell: ({ lastSeen }) => line(date(lastSeen)) },
  ];
}
