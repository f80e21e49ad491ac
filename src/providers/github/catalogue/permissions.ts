import { type Level, levels, type Permission } from '../../../model/permission.ts';
import { lazy, readRows, wordsOf } from '../../shared/catalogue/catalogue-file.ts';

/** What a permission speaks of. */
export type Area = 'repository' | 'organization' | 'user' | 'enterprise';

interface Entry {
  readonly permission: Permission;
  readonly area: string;
  readonly companions: readonly string[];
}

const entries: () => readonly Entry[] = lazy(() => readRows('github', 'permissions.tsv').map(entryOf));
const byName = lazy(() => new Map(entries().map((entry) => [entry.permission.name, entry])));

/** Every permission that a token of GitHub’s can hold: `contents:read`, `contents:write`, … */
export const permissions: () => readonly Permission[] = lazy(() =>
  entries().map(({ permission }) => permission),
);

/** Names that exports of apps and tokens give to permissions that the documentation calls otherwise. */
const otherNames: Readonly<Record<string, string>> = {
  email_addresses: 'emails',
  git_ssh_keys: 'keys',
};

/** Finds a permission by its name in any letter case, with hyphens or underscores: `pull-requests:write`. */
export function find(name: string): Permission | undefined {
  const [key = '', level = '', ...rest] = name.trim().toLowerCase().replaceAll('-', '_').split(':');
  if (rest.length > 0) return undefined;
  return byName().get(`${otherNames[key] ?? key}:${level}`)?.permission;
}

/** What a permission speaks of; undefined for an unknown one. */
export function areaOf(name: string): Area | undefined {
  const area = byName().get(name)?.area;
  return area === 'repository' || area === 'organization' || area === 'user' || area === 'enterprise'
    ? area
    : undefined;
}

/** The permissions that come with one and cannot be held apart from it, and itself: `write` includes `read`. */
export function withIncluded(name: string): readonly string[] {
  const [key = '', level = ''] = name.split(':');
  const reach = steps.slice(0, steps.indexOf(level) + 1).reverse();
  return reach.map((step) => `${key}:${step}`).filter((candidate) => byName().has(candidate));
}

const steps: readonly string[] = ['read', 'write', 'admin'];

/**
 * Permission → permissions that the same call may need without a record of their own. Every token that reaches a
 * repository must hold `metadata:read`.
 */
export const companions: () => ReadonlyMap<string, readonly string[]> = lazy(
  () =>
    new Map(
      entries().map(({ permission: { name }, area, companions: others }) => [
        name,
        area === 'repository' && name !== metadata ? [...others, metadata] : others,
      ]),
    ),
);

const metadata = 'metadata:read';

function entryOf([id = '', name = '', area = '', level = '', mark = '', others]: string[]): Entry {
  return {
    permission: {
      id: Number(id),
      name,
      service: name.split(':')[0] ?? '',
      level: levelOf(level),
      resourceKinds: area === 'repository' ? ['repository'] : [],
      recorded: mark === '-' ? 'never' : 'always',
    },
    area,
    companions: wordsOf(others),
  };
}

function levelOf(text: string): Level {
  const level = levels.find((candidate) => candidate === text);
  if (level === undefined) throw new Error(`catalogue data is damaged: level \`${text}\``);
  return level;
}
