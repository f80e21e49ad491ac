import type { TokenPage } from '../../../model/report.ts';
import { glyphs } from '../bar.ts';
import { type Line, line, type Run, run } from '../run.ts';
import { andMore, heading } from '../sentence.ts';
import { type Column, table } from '../table.ts';
import { count, counted, date, shortName } from '../words.ts';

const shownMax = 25;

type Permission = TokenPage['permissions'][number];

/** The permissions that calls needed, each with its counts and when it was seen. */
export function usedSection(permissions: readonly Permission[], width: number): Line[] {
  if (permissions.length === 0) return [];
  const used = permissions.filter(({ uses }) => uses > 0);
  const refused = permissions.filter(({ uses, denied }) => uses === 0 && denied > 0);
  const conclusion =
    refused.length === 0
      ? `It used ${counted(used.length, 'permission')}.`
      : `It used ${counted(used.length, 'permission')}, and was only ever refused ${count(refused.length)}.`;
  const rest = permissions.length - shownMax;
  return [
    ...heading(conclusion, '', width),
    [],
    ...table(columns, permissions.slice(0, shownMax), { width }),
    ...andMore(rest, width),
  ];
}

const columns: readonly Column<Permission>[] = [
  { head: '', cell: ({ state }) => [glyphOf(state)] },
  {
    head: 'permission',
    widthMin: 20,
    cut: 'middle',
    cell: ({ permission }) => line(run(permission, 'strong')),
  },
  { head: 'level', drop: 3, cell: ({ level }) => line(level ?? run('not known', 'faint')) },
  { head: 'state', drop: 5, cell: ({ state }) => line(state) },
  { head: 'uses', align: 'right', cell: ({ uses }) => line(count(uses)) },
  { head: 'denied', align: 'right', cell: ({ denied }) => line(count(denied)) },
  { head: 'first seen', align: 'right', drop: 4, cell: ({ firstSeen }) => line(date(firstSeen)) },
  { head: 'last seen', align: 'right', cell: ({ lastSeen }) => line(date(lastSeen)) },
  {
    head: 'on',
    widthMin: 24,
    widthMax: 60,
    cut: 'middle',
    drop: 2,
    cell: ({ resources }) => {
      const [first] = resources;
      if (first === undefined) return line(run('not named', 'faint'));
      const name = shortName(first);
      return line(resources.length === 1 ? name : `${name} and ${count(resources.length - 1)} more`);
    },
  },
];

function glyphOf(state: Permission['state']): Run {
  switch (state) {
    case 'used':
      return run(glyphs.used, 'used');
    case 'unused':
      return run(glyphs.unused, 'unused');
    case 'unknown':
      return run(glyphs.unknown, 'unknown');
    case 'denied':
      return run(glyphs.denied, 'denied');
    case 'used-not-granted':
      return run(glyphs.beyond, 'beyond');
  }
}
