import type { MinedRoleRow, MinedRolesAnswer } from '../../model/mined-roles.ts';
import { glyphs } from './bar.ts';
import { type Line, line, run } from './run.ts';
import { andMore, basis, heading, paragraph, point } from './sentence.ts';
import { type Column, table } from './table.ts';
import { count, counted, percent } from './words.ts';

const shownMax = 20;

type Placed = MinedRoleRow & { readonly place: number };

/** The fewest roles for what everyone has, the most important first. */
export function minedRolesPage(answer: MinedRolesAnswer, { width }: { readonly width: number }): Line[] {
  const { roles, unreadable, unreadableCount } = answer;
  const shown = roles.slice(0, shownMax);
  const widest = Math.max(...shown.map(weight), 1);
  return [
    ...heading(conclusion(answer), width),
    ...paragraph(line(proof(answer)), width),
    [],
    ...table<Placed>(
      [
        { head: 'role', align: 'right', cell: ({ place }) => line(`${place + 1}`) },
        {
          head: 'gives',
          drop: 1,
          cell: (role) =>
            line(run(glyphs.used.repeat(Math.max(1, Math.round((8 * weight(role)) / widest))), 'used')),
        },
        { head: 'subjects', align: 'right', cell: ({ subjects }) => line(count(subjects.length)) },
        { head: 'permissions', align: 'right', cell: ({ permissions }) => line(count(permissions.length)) },
        ...(roles.some(({ stability }) => stability !== null) ? [stableColumn] : []),
        {
          head: 'such as',
          widthMin: 20,
          cell: ({ permissions }) => line(permissions.slice(0, 8).join(', ')),
        },
        { head: 'for', widthMin: 12, drop: 2, cell: ({ subjects }) => line(subjects.slice(0, 4).join(', ')) },
      ],
      shown.map((role, place) => ({ ...role, place })),
      { width },
    ),
    ...andMore(roles.length - shown.length, width),
    ...basis(
      `${counted(answer.assignments, 'assignment')} read; ${counted(answer.links.subjectRoles, 'role')} given to subjects and ${counted(answer.links.rolePermissions, 'permission')} to roles; ${answer.seconds.toFixed(1)} s`,
      width,
    ),
    ...(unreadableCount === 0
      ? []
      : heading(`${counted(unreadableCount, 'line')} could not be read; the rest was.`, width)),
    ...unreadable
      .slice(0, 10)
      .flatMap((piece) =>
        point(line(`${piece.path} line ${piece.line}: ${piece.reason}`), width, run('!', 'severity')),
      ),
    [],
  ];
}

const stableColumn: Column<Placed> = {
  head: 'stable',
  align: 'right',
  cell: ({ stability }) => line(stability === null ? '–' : percent(stability.mean, 1)),
};

function weight({ subjects, permissions }: MinedRoleRow): number {
  return subjects.length * permissions.length;
}

function conclusion({ count: found, subjects, permissions }: MinedRolesAnswer): string {
  const holders = counted(subjects, 'subject');
  return `${counted(found, 'role')} ${found === 1 ? 'gives' : 'give'} ${holders} the ${counted(permissions, 'permission')} that they have, and nothing else.`;
}

function proof({ count: found, leastRoles, kindsOfSubject }: MinedRolesAnswer): string {
  const one = `One role for each kind of subject would be ${count(kindsOfSubject)}.`;
  if (found === leastRoles) return `It cannot be fewer, which is proved. ${one}`;
  return `At least ${count(leastRoles)} are needed; whether some number between would do is not known. ${one}`;
}
