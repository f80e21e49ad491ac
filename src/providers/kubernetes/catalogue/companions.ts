import { sinceLearned } from './learned-targets.ts';
import { permissionName } from './target.ts';
import { findTarget, targets } from './targets.ts';
import { usualVerbs } from './verbs.ts';

const rbac = 'rbac.authorization.k8s.io';
const certificates = 'certificates.k8s.io';
const writing: readonly string[] = ['create', 'update', 'patch'];

/**
 * Permission → permissions that the same request may be checked for without a record of it. Who writes bindings may need
 * `bind`, who writes roles `escalate`, who signs `sign`; one tool opens a stream by `create`, another one by `get`. Who works on
 * objects may be making others that these own, for which their `finalizers` are asked about.
 */
export const companions: () => ReadonlyMap<string, readonly string[]> = sinceLearned(
  () =>
    new Map(
      targets().flatMap(({ group, resource, verbs }) =>
        verbs.flatMap((verb) => {
          const found = companionsOf(verb, group, resource);
          return found.length === 0 ? [] : [[permissionName(verb, { group, resource }), found] as const];
        }),
      ),
    ),
);

function companionsOf(verb: string, group: string, resource: string): readonly string[] {
  const owned = { group, resource: `${resource}/finalizers` };
  const ownerships =
    usualVerbs.includes(verb) && findTarget(owned) !== undefined
      ? ['update', 'patch'].map((one) => permissionName(one, owned))
      : [];
  return [...ownerships, ...besideOf(verb, group, resource)];
}

function besideOf(verb: string, group: string, resource: string): readonly string[] {
  if (group === 'core' && /^pods\/(exec|attach|portforward)$/.test(resource))
    return [`${verb === 'get' ? 'create' : 'get'} ${resource}`];
  if (group === 'core' && resource === 'pods' && verb === 'create')
    return ['use podsecuritypolicies.policy', 'use podsecuritypolicies.extensions'];
  if (!writing.includes(verb)) return [];
  if (group === rbac && resource.endsWith('bindings'))
    return [`bind roles.${rbac}`, `bind clusterroles.${rbac}`];
  if (group === rbac) return [`escalate ${resource}.${rbac}`];
  if (group !== certificates) return [];
  if (resource === 'certificatesigningrequests/approval') return [`approve signers.${certificates}`];
  if (resource === 'certificatesigningrequests/status') return [`sign signers.${certificates}`];
  return resource === 'clustertrustbundles' ? [`attest signers.${certificates}`] : [];
}
