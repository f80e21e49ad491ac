import { type Level, levels, type Permission } from '../../../model/permission.ts';
import { lazy, readRows, wordsOf } from '../../shared/catalogue/catalogue-file.ts';

interface Entry {
  readonly permission: Permission;
  /** Whether an OAuth scope has its name. */
  readonly isScope: boolean;
  /** Its name in custom admin roles; undefined where none can give it. */
  readonly roleName: string | undefined;
  /** Permissions that come with it, one step down. */
  readonly includes: readonly string[];
}

const entries: () => readonly Entry[] = lazy(() => readRows('okta', 'permissions.tsv').map(entryOf));
const byName = lazy(
  () => new Map(entries().map((entry) => [entry.permission.name.toLowerCase(), entry] as const)),
);
const byRoleName = lazy(
  () => new Map(entries().map((entry) => [entry.roleName?.toLowerCase(), entry] as const)),
);

/** Every permission that an OAuth scope or an admin role of Okta’s can give. */
export const permissions: () => readonly Permission[] = lazy(() =>
  entries().map(({ permission }) => permission),
);

/** Finds a permission by its name, or by the name that custom admin roles give it, in any letter case. */
export function find(name: string): Permission | undefined {
  return entryNamed(name)?.permission;
}

/** Whether a permission can be asked for as an OAuth scope. */
export function isScope(name: string): boolean {
  return entryNamed(name)?.isScope ?? false;
}

/** What a permission is called in a custom admin role; undefined where no custom role can give it. */
export function roleNameOf(name: string): string | undefined {
  return entryNamed(name)?.roleName;
}

/** A permission and all that comes with it: `okta.groups.manage` includes `okta.groups.read` and managing members. */
export function withIncluded(name: string): readonly string[] {
  const entry = entryNamed(name);
  if (entry === undefined) return [];
  return [...new Set([entry.permission.name, ...entry.includes.flatMap(withIncluded)])];
}

/** Permission → permissions to read that come with its use without a record of their own. */
export const companions: () => ReadonlyMap<string, readonly string[]> = lazy(
  () =>
    new Map([
      ['okta.groups.members.manage', ['okta.groups.read']],
      ['okta.apps.assignment.manage', ['okta.apps.read']],
    ]),
);

/**
 * Permission → permissions that a custom admin role must hold too: who is assigned and what each has one there, while one
 * scope gives both.
 */
export const roleCompanions: ReadonlyMap<string, readonly string[]> = new Map([
  ['okta.groups.members.manage', ['okta.users.groupMembership.manage']],
  ['okta.apps.assignment.manage', ['okta.users.appAssignment.manage', 'okta.groups.appAssignment.manage']],
]);

function entryNamed(name: string): Entry | undefined {
  const key = spelling.get(name.trim().toLowerCase()) ?? name.trim().toLowerCase();
  return byName().get(key) ?? byRoleName().get(key);
}

/** Documentation and tools of Okta’s spell some names in several ways. */
const spelling: ReadonlyMap<string, string> = new Map([
  ['okta.profilesource.import.run', 'okta.profilesources.import.run'],
]);

function entryOf([
  id = '',
  name = '',
  area = '',
  level = '',
  mark = '',
  scope = '',
  role = '',
  includes,
]: string[]): Entry {
  return {
    permission: {
      id: Number(id),
      name,
      service: area,
      level: levelOf(level),
      resourceKinds: resourceKinds[area] ?? [],
      recorded: mark === '-' ? 'never' : 'always',
    },
    isScope: scope !== '',
    roleName: role === '' ? undefined : role,
    includes: wordsOf(includes),
  };
}

/** What an admin role can be limited to. */
const resourceKinds: Readonly<Record<string, readonly string[]>> = {
  users: ['user', 'group'],
  groups: ['group'],
  apps: ['app'],
};

function levelOf(text: string): Level {
  const level = levels.find((candidate) => candidate === text);
  if (level === undefined) throw new Error(`catalogue data is damaged: level \`${text}\``);
  return level;
}
