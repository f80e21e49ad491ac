import { PermissionSet } from '../../../model/permission-set.ts';
import {
  coreGroup,
  findOn,
  isBuiltIn,
  type KnownTarget,
  permissionName,
  type Target,
  takesNames,
  targets,
  urlGroup,
} from '../catalogue/index.ts';
import { coversTarget, type Rule } from './rule.ts';

/** What rules give, in terms of the catalogue. */
export interface Granted {
  readonly permissions: PermissionSet;
  /** Of these, the ones given on some objects only, by their names. */
  readonly partial: PermissionSet;
  /** What they give that the catalogue does not know, by name; it is not in the sets. */
  readonly unmatched: readonly string[];
}

/**
 * Expands a rule that holds everywhere, or in namespaces only: what is in none is not given there.
 * `hasGroup` says of groups that are not part of Kubernetes whether the cluster has them, so that a wildcard covers them.
 */
export function expandRule(rule: Rule, isEverywhere: boolean, hasGroup: (group: string) => boolean): Granted {
  const permissions: number[] = [];
  const partial: number[] = [];
  for (const target of targets()) {
    if (!isReachable(target, isEverywhere)) continue;
    const isNamed = rule.apiGroups.includes(target.group);
    if (target.group !== urlGroup && !isNamed && !isBuiltIn(target.group) && !hasGroup(target.group))
      continue;
    for (const verb of target.verbs) {
      if (!gives(rule, verb, target)) continue;
      const isLimited = target.group !== urlGroup && rule.resourceNames.length > 0;
      if (isLimited && !takesNames(verb, target)) continue;
      const id = findOn(verb, target)?.id ?? 0;
      permissions.push(id);
      if (isLimited || isPartOfPath(rule, target)) partial.push(id);
    }
  }
  return {
    permissions: PermissionSet.of(permissions),
    partial: PermissionSet.of(partial),
    unmatched: unmatchedOf(rule),
  };
}

/** A namespace itself counts as lying in it. */
function isReachable({ scope, group, resource }: KnownTarget, isEverywhere: boolean): boolean {
  return isEverywhere || scope === 'namespaced' || (group === coreGroup && resource.startsWith('namespaces'));
}

function gives(rule: Rule, verb: string, target: KnownTarget): boolean {
  return coversTarget(rule, verb, target) || (hasVerb(rule, verb) && isPartOfPath(rule, target));
}

/** A path below a known one gives a part of it. */
function isPartOfPath(rule: Rule, { group, resource }: Target): boolean {
  if (group !== urlGroup || !resource.endsWith('/*')) return false;
  if (coversTarget({ ...rule, verbs: ['*'] }, 'get', { group, resource })) return false;
  return rule.nonResourceURLs.some((pattern) => pattern.startsWith(resource.slice(0, -1)));
}

function hasVerb(rule: Rule, verb: string): boolean {
  return rule.verbs.includes('*') || rule.verbs.includes(verb);
}

const unmatchedMax = 200;

/** What is named in full and is not in the catalogue: custom resources of one’s own. */
export function unmatchedOf(rule: Rule): readonly string[] {
  const named = rule.apiGroups.flatMap((group) =>
    group === '*'
      ? []
      : rule.resources.map((resource): Target => ({ group: group === '' ? coreGroup : group, resource })),
  );
  const unknown = named.filter((target) => !targets().some((known) => covers(target, known)));
  const paths = rule.nonResourceURLs.filter(
    (path) =>
      !targets().some(
        ({ group, resource }) =>
          group === urlGroup &&
          (path === '*' ||
            resource === path ||
            (resource.endsWith('*') && path.startsWith(resource.slice(0, -1))) ||
            (path.endsWith('*') && resource.startsWith(path.slice(0, -1)))),
      ),
  );
  const all = [...unknown, ...paths.map((resource): Target => ({ group: urlGroup, resource }))];
  return all
    .flatMap((target) => rule.verbs.map((verb) => permissionName(verb, target)))
    .slice(0, unmatchedMax);
}

function covers({ group, resource }: Target, known: KnownTarget): boolean {
  if (known.group !== group) return false;
  return (
    resource === '*' ||
    known.resource === resource ||
    (resource.startsWith('*/') && known.resource.endsWith(resource.slice(1)))
  );
}
