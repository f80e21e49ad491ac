import type { NeededResource } from '../../../../model/policy-proposal.ts';
import { isExact } from '../resource-pattern.ts';
import { order } from './held.ts';
import { exactPattern, groupPattern } from './recorded-text.ts';
import { resourceNames } from './resource-names.ts';

/**
 * What a permission is needed on. `everywhere`: IAM ties it to no resource. `held`: nothing tells, so whatever it is
 * held on. `named`: one resource, or those that share a pattern.
 */
export type Target =
  | { readonly kind: 'everywhere' | 'held' }
  | {
      readonly kind: 'named';
      /** Each may be what IAM compares. */
      readonly names: readonly Name[];
      /** Names of the very resources that a pattern stands for. */
      readonly members: readonly string[];
      /** As recorded. */
      readonly recorded: readonly string[];
      readonly form: 'exact' | 'shared' | 'kind';
    };

export interface Name {
  readonly pattern: string;
  /** Whether it names more than what was used. */
  readonly isWide: boolean;
  /** Whether the call needs it beside the resource that its record names. */
  readonly isBeside: boolean;
}

/** Sorts the resources of one permission into targets: by name where they are few, by what they share where many. */
export function targetsOf(
  permission: string,
  resources: readonly NeededResource[],
  exactMax: number,
): readonly Target[] {
  if (resources.length === 0) return [unnamed(permission)];
  const groups = new Map<string, Set<string>>();
  for (const { resource, group } of resources) {
    const members = groups.get(group || resource) ?? new Set();
    groups.set(group || resource, members.add(resource));
  }
  const targets = [...groups].flatMap(([group, recorded]) => {
    const list = [...recorded].sort(order);
    const pattern = list.length > exactMax ? sharedPattern(group, list) : undefined;
    if (pattern === undefined) return list.map((resource) => exactTarget(permission, resource));
    return [target(permission, pattern, list, 'shared')];
  });
  return targets;
}

function unnamed(permission: string): Target {
  return { kind: resourceNames(permission, '').kind === 'none' ? 'everywhere' : 'held' };
}

function sharedPattern(group: string, recorded: readonly string[]): string | undefined {
  const patterns = new Set(recorded.map((resource) => groupPattern(group, resource)));
  const [pattern] = patterns;
  return patterns.size === 1 ? pattern : undefined;
}

function exactTarget(permission: string, resource: string): Target {
  return target(permission, exactPattern(resource), [resource], 'exact');
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
  const members = form === 'exact' ? [] : recorded.flatMap((resource) => memberNames(permission, resource));
  return {
    kind: 'named',
    names: [...names, ...besides],
    members: [...new Set(members)].sort(order),
    recorded,
    form: found.isKindOnly ? 'kind' : form,
  };
}

function memberNames(permission: string, resource: string): readonly string[] {
  const found = resourceNames(permission, exactPattern(resource));
  return found.kind === 'named' ? found.names : [];
}
