import type { TokenPage } from '../../../model/report.ts';
import { glyphs } from '../bar.ts';
import { type Line, line, type Run, run } from '../run.ts';
import { andMore, heading } from '../sentence.ts';
import { type Column, table } from '../table.ts';
import { count, counted, date, shortName } from '../words.ts';

const shownMax = 25;

type Permission = TokenPage['permissions'][number];

/** The permissions that calls needed, each with its counts and when it was seen. */
export function usedSection({ token, permissions }: TokenPage, width: number): Line[] {
  if (permissions.length === 0) return [];
  const rest = permissions.length - shownMax;
  return [
    ...heading(conclusion(token, permissions), width),
    [],
    ...table(columns, permissions.slice(0, shownMax), { width }),
    ...andMore(rest, width),
  ];
}

function conclusion(token: TokenPage['token'], permissions: readonly Permission[]): string {
  const used = permissions.filter(({ uses }) => uses > 0).length;
  const refused = permissions.filter(({ uses, denied }) => uses === 0 && denied > 0).length;
  const shared = Math.max(0, token.used - used);
  const parts = [
    `It used ${counted(used, 'permission')}`,
    ...(shared === 0 ? [] : [`${count(shared)} more in calls that name only its principal`]),
    ...(refused === 0 ? [] : [`was only ever refused ${count(refused)}`]),
  ];
  const last = parts.at(-1);
  return parts.length === 1 ? `${last}.` : `${parts.slice(0, -1).join(', ')}, and ${last}.`;
}

const columns: readonly Column<Permission>[] = [
  { head: '', cell: ({ state }) => [glyphOf(state)] },
  {
    head: 'permission',
    widthMin: 32,
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
