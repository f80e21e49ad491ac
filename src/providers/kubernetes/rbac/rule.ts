import { z } from 'zod';
import { coreGroup, type Target, takesNames, urlGroup } from '../catalogue/index.ts';

const words = z
  .array(z.coerce.string())
  .nullish()
  .transform((list) => list ?? []);

/** One rule of a role, as the API has it. https://kubernetes.io/docs/reference/access-authn-authz/rbac/ */
export const ruleSchema = z.looseObject({
  verbs: words,
  apiGroups: words,
  resources: words,
  resourceNames: words,
  nonResourceURLs: words,
});

export type Rule = Readonly<
  Record<'verbs' | 'apiGroups' | 'resources' | 'resourceNames' | 'nonResourceURLs', readonly string[]>
>;

/** One request as RBAC looks at it. */
export interface RbacRequest {
  readonly verb: string;
  readonly target: Target;
  /** Undefined for what is in none, and for all of them at once. */
  readonly namespace: string | undefined;
  /** Undefined where the request names no object. */
  readonly name: string | undefined;
}

/** Whether a rule gives a request, wherever it holds. */
export function ruleGives(rule: Rule, { verb, target, name }: RbacRequest): boolean {
  if (!coversTarget(rule, verb, target)) return false;
  if (target.group === urlGroup || rule.resourceNames.length === 0) return true;
  return name !== undefined && takesNames(verb, target) && rule.resourceNames.includes(name);
}

/** Whether a rule gives a verb on a target, on some object at least. */
export function coversTarget(rule: Rule, verb: string, { group, resource }: Target): boolean {
  if (!rule.verbs.includes('*') && !rule.verbs.includes(verb)) return false;
  if (group === urlGroup) return rule.nonResourceURLs.some((pattern) => coversPath(pattern, resource));
  const name = group === coreGroup ? '' : group;
  if (!rule.apiGroups.includes('*') && !rule.apiGroups.includes(name)) return false;
  return rule.resources.some((pattern) => coversResource(pattern, resource));
}

/** A `*` covers subresources too; before a slash it stands for every resource that has the subresource. */
function coversResource(pattern: string, resource: string): boolean {
  if (pattern === '*' || pattern === resource) return true;
  const slash = resource.indexOf('/');
  return slash >= 0 && pattern === `*${resource.slice(slash)}`;
}

/** A path with `*` at its end covers what begins so, and another such path below it. */
function coversPath(pattern: string, path: string): boolean {
  if (pattern === '*' || pattern === path) return true;
  return pattern.endsWith('*') && path.startsWith(pattern.slice(0, -1));
}

const all = ['*'] as const;

/** What `cluster-admin` gives in every cluster. */
export const everything: Rule = {
  verbs: all,
  apiGroups: all,
  resources: all,
  resourceNames: [],
  nonResourceURLs: all,
};
