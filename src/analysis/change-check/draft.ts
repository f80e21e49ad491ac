import type { CheckFinding } from '../../model/check.ts';
import type { Permission } from '../../model/permission.ts';
import type { PermissionSet } from '../../model/permission-set.ts';
import type { Place, StatedPower } from '../../providers/configuration.ts';
import type { Provider } from '../../providers/provider.ts';
import type { HolderChange } from './compare-holders.ts';

/** What the rules of a check work with. */
export interface CheckedChange {
  readonly provider: Provider;
  readonly change: HolderChange;
  /** The catalogue by number. */
  readonly permissions: ReadonlyMap<number, Permission>;
}

export interface Draft {
  readonly rule: CheckFinding['rule'];
  readonly severity: CheckFinding['severity'];
  readonly title: string;
  readonly place: Place;
  readonly where: string;
  readonly permissions?: PermissionSet;
  /** By name instead, where the catalogue that knows them is not that of the files. */
  readonly scopes?: readonly string[];
  /** Who holds what is enough now and nothing that was before, where data tell. */
  readonly gainers?: readonly string[];
  readonly resources?: readonly string[];
  readonly fix: string;
}

const shownMax = 12;
const gainersMax = 100;

/** Makes a finding of what a rule concludes. */
export function findingOf({ provider, change, permissions }: CheckedChange, draft: Draft): CheckFinding {
  const { rule, severity, title, place, where, resources = [], fix } = draft;
  const known = [...(draft.permissions ?? [])].flatMap((id) => permissions.get(id) ?? []);
  const names = draft.scopes ?? known.sort(byDanger).map(({ name }) => name);
  return {
    rule,
    severity,
    provider: provider.id,
    subject: subjectOf(change),
    title,
    path: place.path,
    line: place.line,
    where,
    permissions: names.slice(0, shownMax),
    permissionCount: names.length,
    resources: [...resources].slice(0, shownMax),
    gainers: draft.gainers === undefined ? null : draft.gainers.slice(0, gainersMax),
    gainerCount: draft.gainers?.length ?? null,
    fix,
  };
}

export function subjectOf({ holder }: HolderChange): string {
  return `${holder.kind} ${holder.name}`;
}

/** The bundle that a statement is part of, and the statement in it. */
export function whereOf({ role, statement }: Pick<StatedPower, 'role' | 'statement'>): string {
  return statement === '' ? role : `${role} ${statement}`;
}

/** What permissions count on, in words. */
export function onWords(resources: readonly string[], everything = 'everything'): string {
  return resources.includes('*') ? everything : resources.slice(0, 3).join(', ');
}

/** How much a level lets one do, the most first. */
export const levelOrder = ['permissions', 'write', 'tag', 'read', 'list'] as const;

function byDanger(a: Permission, b: Permission): number {
  return (
    levelOrder.indexOf(a.level) - levelOrder.indexOf(b.level) ||
    (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
  );
}

/** How many permissions of a set are of each level. */
export function levelsOf(
  set: PermissionSet,
  permissions: ReadonlyMap<number, Permission>,
): Record<Permission['level'], number> {
  const levels = { permissions: 0, write: 0, tag: 0, read: 0, list: 0 };
  for (const id of set) {
    const level = permissions.get(id)?.level;
    if (level) levels[level]++;
  }
  return levels;
}

const levelWords = {
  permissions: 'that change access',
  write: 'that write',
  tag: 'that tag',
  read: 'that read',
  list: 'that list',
} as const;

/** The level of a set that lets one do the most, and how many there are of each, in words. */
export function weigh(
  set: PermissionSet,
  permissions: ReadonlyMap<number, Permission>,
): { readonly worst: Permission['level']; readonly words: string } {
  const levels = levelsOf(set, permissions);
  const present = levelOrder.filter((level) => levels[level] > 0);
  return {
    worst: present[0] ?? 'list',
    words: present.map((level) => `${levels[level]} ${levelWords[level]}`).join(', '),
  };
}
