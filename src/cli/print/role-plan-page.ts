import type { RolePlan } from '../../model/role-plan.ts';
import { type Line, line, run } from './run.ts';
import { andMore, basis, heading, paragraph, title } from './sentence.ts';
import { table } from './table.ts';
import { count, counted, listed, percent, shortName } from './words.ts';

const shownMax = 25;

/** Which roles could take the place of those there are, and what everybody gains and loses by that. */
export function rolePlanPage(plan: RolePlan, { width }: { readonly width: number }): Line[] {
  const { roles, replaced, principals, curve, changes, surplus, leastRoles } = plan;
  const loses = changes.reduce((sum, change) => sum + change.loses, 0);
  const gains = changes.reduce((sum, change) => sum + change.gains.length, 0);
  return [
    ...title(plan.window, width),
    ...heading(
      `Replace ${counted(replaced.length, 'role')} by ${roles.length === 1 ? 'this one' : `these ${count(roles.length)}`}: ${counted(principals, 'principal')} ${principals === 1 ? 'keeps' : 'keep'} what they used.`,
      width,
    ),
    ...paragraph(
      line(
        `Together they lose ${counted(loses, 'permission')} and gain ${count(gains)} that they do not hold today; ${count(surplus)} of what the new roles give them they did not use. Without any of that it takes ${counted(leastRoles, 'role')} or more.`,
      ),
      width,
    ),
    [],
    ...table<RolePlan['roles'][number]>(
      [
        { head: 'role', widthMin: 16, cut: 'middle', cell: ({ name }) => line(run(name, 'strong')) },
        { head: 'for', align: 'right', cell: (role) => line(count(role.principals.length)) },
        { head: 'permissions', align: 'right', cell: ({ permissions }) => line(count(permissions.length)) },
        {
          head: 'stable',
          align: 'right',
          drop: 2,
          cell: ({ stability }) => line(stability === null ? '–' : percent(stability.mean, 1)),
        },
        {
          head: 'such as',
          widthMin: 20,
          cell: ({ permissions }) => line(permissions.slice(0, 6).join(', ')),
        },
        {
          head: 'principals',
          widthMin: 14,
          drop: 1,
          cell: (role) => line(run(listed(role.principals.map(shortName), 3), 'faint')),
        },
      ],
      roles.slice(0, shownMax),
      { width },
    ),
    ...andMore(roles.length - shownMax, width),
    ...paragraph(line(run(stabilityWords(plan), 'faint')), width),
    ...heading('Fewer roles for more surplus', width),
    ...table<RolePlan['curve'][number]>(
      [
        { head: 'roles', align: 'right', cell: (point) => line(count(point.roles)) },
        { head: 'surplus', align: 'right', cell: (point) => line(count(point.surplus)) },
        { head: 'links', align: 'right', cell: (point) => line(count(point.links)) },
      ],
      thinned(curve),
      { width },
    ),
    ...basis(
      '--surplus takes a share; --json has the documents of every role, and gains and losses by principal',
      width,
    ),
    [],
  ];
}

function stabilityWords({ stability }: RolePlan): string {
  if (stability === null)
    return 'The window is too short to say whether other weeks would give the same roles.';
  const { windows, mean } = stability;
  return `Mined from each of ${count(windows.length)} parts of the window alone, the most similar roles have ${percent(mean, 1)} in common with these; stable says it of each.`;
}

/** Some points of a curve, both ends among them. */
function thinned<Point>(points: readonly Point[]): readonly Point[] {
  const step = Math.max(1, Math.ceil(points.length / 10));
  return points.filter((_, index) => index % step === 0 || index === points.length - 1);
}
