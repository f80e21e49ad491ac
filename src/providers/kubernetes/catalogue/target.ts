/** What a verb is used on: a resource, one of its subresources, or a path that is no resource. */
export interface Target {
  /** API group; `core` for the one without a name, `url` for paths. */
  readonly group: string;
  /** Name with its subresource (`pods/exec`), or the path, where `*` at the end stands for anything. */
  readonly resource: string;
}

/** The group that resources without one are in, as everybody calls it. */
export const coreGroup = 'core';
/** Stands where a group does for paths that are no resources. */
export const urlGroup = 'url';

/** Gives a permission its name, as `kubectl` spells it: `get pods`, `update deployments.apps/scale`, `get /metrics`. */
export function permissionName(verb: string, { group, resource }: Target): string {
  if (group === coreGroup || group === urlGroup) return `${verb} ${resource}`;
  const [name = '', ...sub] = resource.split('/');
  return `${verb} ${[`${name}.${group}`, ...sub].join('/')}`;
}

/**
 * Reads the name of a permission; undefined when it is none. Beside the spelling of {@link permissionName} it takes group
 * and resource as a path: `get apps/deployments`, `create core/pods/exec`.
 */
export function readPermissionName(
  name: string,
  isGroup: (word: string) => boolean,
): { readonly verb: string; readonly target: Target } | undefined {
  const [verb = '', rest = '', ...more] = name.trim().split(/\s+/);
  if (verb === '' || rest === '' || more.length > 0) return undefined;
  if (rest.startsWith('/')) return { verb: verb.toLowerCase(), target: { group: urlGroup, resource: rest } };
  const steps = rest.split('/');
  const [first = '', ...sub] = steps;
  if (sub.length > 0 && isGroup(first)) return { verb, target: { group: first, resource: sub.join('/') } };
  const dot = first.indexOf('.');
  if (dot < 0) return { verb, target: { group: coreGroup, resource: rest } };
  const target = { group: first.slice(dot + 1), resource: [first.slice(0, dot), ...sub].join('/') };
  return { verb, target };
}
