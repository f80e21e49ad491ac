/** One request to the API server. */
export interface KubernetesRequest {
  readonly verb: string;
  /** As `pods`, `deployments.apps`, `pods/exec`, or a path. */
  readonly target: string;
  readonly namespace?: string;
  readonly name?: string;
  /** Who is let in under another name from then on: the id of the token that was issued. */
  readonly issued?: string;
}

/** A request for a resource; about all of a kind where it names none. */
export function on(verb: string, target: string, namespace?: string, name?: string): KubernetesRequest {
  return { verb, target, ...(namespace !== undefined && { namespace }), ...(name !== undefined && { name }) };
}

/** Gives the permission that RBAC asks for, as `kubectl auth can-i` spells it. */
export function permissionOf({ verb, target }: Pick<KubernetesRequest, 'verb' | 'target'>): string {
  return `${verb} ${target}`;
}

/** The parts of a target. */
export interface TargetParts {
  readonly resource: string;
  readonly group: string;
  readonly subresource: string;
}

/** Splits a target into what rules and records name apart. */
export function partsOf(target: string): TargetParts {
  const [whole = '', subresource = ''] = target.split('/');
  const dot = whole.indexOf('.');
  return dot < 0
    ? { resource: whole, group: '', subresource }
    : { resource: whole.slice(0, dot), group: whole.slice(dot + 1), subresource };
}

/** Gives the address that a request is sent to. */
export function uriOf({ verb, target, namespace, name }: KubernetesRequest): string {
  if (target.startsWith('/')) return target;
  const { resource, group, subresource } = partsOf(target);
  const root = group === '' ? '/api/v1' : `/apis/${group}/${versionOf(group)}`;
  const inside = namespace === undefined ? '' : `/namespaces/${namespace}`;
  const object = name === undefined || (verb === 'create' && subresource === '') ? '' : `/${name}`;
  const query = { list: '?limit=500', watch: '?allowWatchBookmarks=true&watch=true' }[verb] ?? '';
  return `${root}${inside}/${resource}${object}${subresource === '' ? '' : `/${subresource}`}${query}`;
}

/** Gives the version of a group that programs ask for. */
export function versionOf(group: string): string {
  return group === 'metrics.k8s.io' ? 'v1beta1' : 'v1';
}
