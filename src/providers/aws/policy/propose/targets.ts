import type { NeededResource } from '../../../../model/policy-proposal.ts';
import { isExact } from '../resource-pattern.ts';
import { broader, type Grain } from './grain.ts';
import { exactPattern, groupPattern } from './recorded-text.ts';
import { resourceNames } from './resource-names.ts';
import { order } from './unique.ts';

/**
 * What a permission is needed on. `everywhere`: IAM ties it to no resource. `held`: nothing tells, so whatever it is
 * held on. `named`: one resource, or those that share a pattern.
 */
export type Target = { readonly kind: 'everywhere' | 'held' } | NamedTarget;

export interface NamedTarget {
  readonly kind: 'named';
  /** Each may be what IAM compares. */
  readonly names: readonly Name[];
  /** The very resources it stands for. */
  readonly members: readonly Member[];
  /** `shared`: what names share. `kind`: a kind of resource. `broad`: more than names share, to save space. */
  readonly form: 'exact' | 'shared' | 'kind' | 'broad';
}

export interface Name {
  readonly pattern: string;
  /** Whether it names more than what was used. */
  readonly isWide: boolean;
  /** Whether the call needs it beside the resource that its record names. */
  readonly isBeside: boolean;
}

export interface Member {
  readonly recorded: string;
  /** As IAM may compare it. */
  readonly names: readonly string[];
}

/** Sorts the resources of one permission into targets: by name where they are few and stay the same, else by what they share. */
export function targetsOf(
  permission: string,
  resources: readonly NeededResource[],
  { exactMax, by }: Grain,
): readonly Target[] {
  if (resources.length === 0) return [unnamed(permission)];
  const groups = new Map<string, Map<string, number>>();
  for (const { resource, group, days } of resources) {
    const members = groups.get(group || resource) ?? new Map<string, number>();
    groups.set(group || resource, members.set(resource, Math.max(days, members.get(resource) ?? 0)));
  }
  const targets = [...groups].flatMap(([group, recorded]) => {
    const list = [...recorded.keys()].sort(order);
    const isShared = list.length > exactMax || keepsChanging([...recorded.values()]);
    const pattern = isShared ? sharedPattern(group, list) : undefined;
    if (pattern !== undefined) return [target(permission, pattern, list, 'shared')];
    return list.map((resource) => target(permission, exactPattern(resource), [resource], 'exact'));
  });
  return by === 'name' ? targets : broadened(permission, targets, by);
}

/**
 * Whether more than one use in {@link newOneIn} is to be expected of a new name, from the days on which each was used: the
 * share of names that were used on one day only (Good and Turing). A report of every month has a name of its own.
 */
function keepsChanging(days: readonly number[]): boolean {
  const once = days.filter((count) => count === 1).length;
  return days.length > 1 && once * newOneIn > days.reduce((sum, count) => sum + count, 0);
}

const newOneIn = 20;

function unnamed(permission: string): Target {
  return { kind: resourceNames(permission, '').kind === 'none' ? 'everywhere' : 'held' };
}

function sharedPattern(group: string, recorded: readonly string[]): string | undefined {
  const patterns = new Set(recorded.map((resource) => groupPattern(group, resource)));
  const [pattern] = patterns;
  return patterns.size === 1 ? pattern : undefined;
}

function target(
  permission: string,
  pattern: string,
  recorded: readonly string[],
  form: 'exact' | 'shared',
): Target {
  const found = resourceNames(permission, pattern);
  if (found.kind === 'none') return { kind: 'everywhere' };
  if (found.kind === 'untold') return { kind: 'held' };
  const isPath = permission.startsWith('iam:');
  const names = found.names.map((name, i) => ({
    pattern: name,
    isWide: !isExact(name) && !(isPath && i > 0 && form === 'exact'),
    isBeside: false,
  }));
  const besides = found.besides.map((name) => ({ pattern: name, isWide: true, isBeside: true }));
  return {
    kind: 'named',
    names: [...names, ...besides],
    members: recorded.map((resource) => memberOf(permission, resource)),
    form: found.isKindOnly ? 'kind' : form,
  };
}

function memberOf(permission: string, recorded: string): Member {
  const found = resourceNames(permission, exactPattern(recorded));
  return { recorded, names: found.kind === 'named' ? found.names : [] };
}

/** Puts targets together that a wider pattern stands for. */
function broadened(
  permission: string,
  targets: readonly Target[],
  by: 'beginning' | 'kind',
): readonly Target[] {
  const wide = new Map<string, NamedTarget[]>();
  const others: Target[] = [];
  for (const one of targets) {
    const first = one.kind === 'named' ? one.names[0] : undefined;
    const pattern = first === undefined ? undefined : broader(permission, first.pattern, by);
    if (pattern === undefined || one.kind !== 'named') others.push(one);
    else wide.set(pattern, [...(wide.get(pattern) ?? []), one]);
  }
  const together = [...wide].flatMap(([pattern, parts]): readonly NamedTarget[] => {
    if (parts.length < 2) return parts;
    const besides = parts.flatMap(({ names }) => names.filter(({ isBeside }) => isBeside));
    return [
      {
        kind: 'named',
        names: [{ pattern, isWide: true, isBeside: false }, ...besides],
        members: parts.flatMap(({ members }) => members),
        form: 'broad',
      },
    ];
  });
  return [...others, ...together];
}
