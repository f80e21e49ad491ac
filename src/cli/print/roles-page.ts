import type { RoleList, RoleRow } from '../../model/roles.ts';
import { glyphs, shareBar } from './bar.ts';
import { type Line, line, run } from './run.ts';
import { andMore, basis, heading, point, title } from './sentence.ts';
import { table } from './table.ts';
import { count, counted, minute, percent } from './words.ts';

interface Options {
  readonly width: number;
  readonly limit: number;
  readonly search?: string | undefined;
}

/** Roles with who holds them, what of them is used, and of what they are near copies. */
export function rolesPage(
  { window, totals, growth, roles }: RoleList,
  { width, limit, search }: Options,
): Line[] {
  if (totals.roles === 0) {
    return [...title(window, width), ...heading('No inventory that was loaded tells of roles.', width), []];
  }
  const isAll = search === undefined || search === '';
  return [
    ...title(window, width),
    ...heading(isAll ? conclusion(totals) : `${counted(roles.length, 'role')} with \`${search}\`.`, width),
    ...basis(
      `${count(totals.singleHolder)} have one holder, ${count(totals.unheld)} none; ${count(totals.nearCopies)} are nearly the same as another`,
      width,
    ),
    ...basis(growthText(growth), width),
    ...basis(grantText(totals, growth), width),
    [],
    ...table<RoleRow>(
      [
        {
          head: 'role',
          widthMin: 18,
          widthMax: 44,
          cut: 'middle',
          cell: (role) => line(run(labelOf(role), 'strong')),
        },
        { head: 'kind', drop: 3, cell: ({ kind }) => line(kind) },
        { head: 'account', drop: 4, cell: ({ account }) => line(run(account, 'faint')) },
        { head: 'holders', align: 'right', cell: ({ holders }) => line(count(holders)) },
        { head: 'active', align: 'right', drop: 2, cell: ({ activeHolders }) => line(count(activeHolders)) },
        {
          head: 'gives',
          align: 'right',
          cell: ({ permissions }) => line(permissions === null ? '–' : count(permissions)),
        },
        {
          head: 'used',
          align: 'right',
          cell: ({ used, permissions }) => line(permissions === null ? '–' : count(used)),
        },
        { head: '', cell: (row) => (row.permissions ? shareBar(row, 8) : []) },
        { head: 'nearly the same', widthMin: 12, drop: 1, cut: 'middle', cell: likeness },
      ],
      roles,
      { width },
    ),
    ...(isAll ? andMore(totals.roles - Math.min(limit, roles.length), width) : []),
    ...basis(
      `Of what it gives, by any holder: ${glyphs.used} used  ${glyphs.unused} unused  ${glyphs.unknown} unknown`,
      width,
    ),
    ...roles.slice(0, isAll ? 0 : historiesMax).flatMap((role) => historyLines(role, width)),
    [],
  ];
}

function growthText({ index, doublingDays, perHolder, parts }: RoleList['growth']): string {
  const pace =
    doublingDays === null ? 'not growing' : `doubling in ${counted(Math.round(doublingDays), 'day')}`;
  const worst = Object.entries(parts).sort(([, a], [, b]) => b - a)[0]?.[0] ?? '';
  return `explosion index ${index} of 100, mostly by ${partWords[worst] ?? worst}; ${perHolder.toFixed(1)} roles a holder, ${pace}`;
}

/** How what is given grew over the year, and what of it gives nothing more. */
function grantText({ grants, redundantGrants }: RoleList['totals'], { months }: RoleList['growth']): string {
  const now = months.at(-1);
  const before = months.at(-13) ?? months[0];
  const grown =
    now && before && before !== now && before.grants > 0
      ? `, from ${count(before.grants)} in ${before.month}; permissions a holder ${count(before.permissionsPerHolder)} → ${count(now.permissionsPerHolder)}`
      : '';
  return `${counted(grants, 'grant')} of roles${grown}; ${count(redundantGrants)} of them ${redundantGrants === 1 ? 'gives' : 'give'} nothing that other roles of the holder do not`;
}

const partWords: Readonly<Record<string, string>> = {
  copies: 'near copies',
  single: 'roles with one holder',
  idle: 'roles without use',
  growth: 'growth',
};

function conclusion({ roles, holders, unusedWhole }: RoleList['totals']): string {
  const all = `${counted(roles, 'role')} for ${counted(holders, 'holder')}`;
  if (unusedWhole === 0) return `${all}; something of each was used.`;
  return `${all}; of ${count(unusedWhole)} that ${unusedWhole === 1 ? 'is' : 'are'} held nothing was used.`;
}

function likeness({ copyOf, copies }: RoleRow): Line {
  if (copyOf === null) return [];
  const others = copies > 1 ? ` and ${count(copies - 1)} more` : '';
  return line(`${labelOf(copyOf)} `, run(`${percent(copyOf.similarity, 1)}${others}`, 'faint'));
}

/** Many holders have a role of one name: what it lies in tells them apart. */
function labelOf({ id, name }: { readonly id: string; readonly name: string }): string {
  const steps = (id.split(':').at(-1) ?? id).split('/');
  return steps.length > 2 && steps.at(-1) === name ? steps.slice(-2).join('/') : name;
}

const historiesMax = 5;

/** What was done to a role, and what it was copied from. */
function historyLines(role: RoleRow, width: number): Line[] {
  const { clonedFrom, history } = role;
  if (clonedFrom === null && history.length === 0) return [];
  const origin =
    clonedFrom === null
      ? ''
      : `like the older ${labelOf(clonedFrom)}, ${percent(clonedFrom.similarity, 1)} the same`;
  return [
    ...heading(labelOf(role), width, origin),
    ...history.flatMap(({ time, change, actor, agent, isAsCode }) =>
      point(
        line(
          `${minute(time)}  ${change} by ${actor}`,
          run(`  ${agent}${isAsCode ? ', as code' : ', by hand'}`, 'faint'),
        ),
        width,
      ),
    ),
  ];
}
