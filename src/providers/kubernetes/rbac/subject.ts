import type { Subject } from './objects.ts';

/** An identity, and the groups that the API server puts it into. */
export interface Identity {
  readonly id: string;
  readonly kind: 'service account' | 'node' | 'component' | 'anonymous' | 'user';
  readonly name: string;
  readonly groups: readonly string[];
  /** Whether it may be in more groups, which whoever signs it in tells and no export does. */
  readonly isInMoreGroups: boolean;
}

const accountMark = 'system:serviceaccount:';
/** What a cluster is named by stands before the ids in it. */
const inCluster = /^[\w.-]+\/(?=system:serviceaccount:)/;
const everybody = 'system:authenticated';

/** Gives the id that calls name a service account by. */
export function accountId(namespace: string, name: string): string {
  return `${accountMark}${namespace}:${name}`;
}

/** Namespace and name of a service account, in whichever cluster; undefined for any other identity. */
export function accountOf(id: string): { readonly namespace: string; readonly name: string } | undefined {
  const local = id.replace(inCluster, '');
  if (!local.startsWith(accountMark)) return undefined;
  const [namespace = '', name = '', ...more] = local.slice(accountMark.length).split(':');
  return namespace === '' || name === '' || more.length > 0 ? undefined : { namespace, name };
}

/** The name by which the cluster itself knows an identity of it, where a name of the cluster stands before. */
export function nameInCluster(id: string, cluster: string): string {
  const before = `${cluster}/`;
  return cluster !== '' && id.startsWith(before) ? id.slice(before.length) : id;
}

/** Gives the id that calls name the subject of a binding by: of a group its name. */
export function subjectId({ kind, name, namespace }: Subject, bindingNamespace: string | undefined): string {
  return kind === 'ServiceAccount' ? accountId(namespace ?? bindingNamespace ?? 'default', name) : name;
}

/** https://kubernetes.io/docs/reference/access-authn-authz/authentication/ */
export function identityOf(id: string): Identity {
  const owner = accountOf(id);
  if (owner !== undefined) {
    const { namespace, name } = owner;
    const groups = ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, everybody];
    return { id, kind: 'service account', name: `${namespace}/${name}`, groups, isInMoreGroups: false };
  }
  if (id === 'system:anonymous')
    return { id, kind: 'anonymous', name: id, groups: ['system:unauthenticated'], isInMoreGroups: false };
  if (id.startsWith('system:node:'))
    return {
      id,
      kind: 'node',
      name: id.slice(12),
      groups: ['system:nodes', everybody],
      isInMoreGroups: true,
    };
  const kind = id.startsWith('system:') ? 'component' : 'user';
  return { id, kind, name: id, groups: [everybody], isInMoreGroups: true };
}
