import type { KubernetesCaller } from './callers.ts';
import { type KubernetesRequest, partsOf } from './request.ts';

/**
 * The rules of the policy that AWS runs its clusters with by which something is left out; what else it says is how much of a
 * request is written down. https://docs.aws.amazon.com/eks/latest/best-practices/auditing-and-logging.html
 */
export const auditPolicy = `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages:
  - RequestReceived
rules:
  # Endpoints and services are watched by every node.
  - level: None
    users: ["system:kube-proxy"]
    verbs: ["watch"]
    resources:
      - group: ""
        resources: ["endpoints", "services", "services/status"]
  - level: None
    userGroups: ["system:nodes"]
    verbs: ["get"]
    resources:
      - group: ""
        resources: ["nodes", "nodes/status"]
  - level: None
    users: ["system:apiserver"]
    verbs: ["get"]
    resources:
      - group: ""
        resources: ["namespaces", "namespaces/status", "namespaces/finalize"]
  - level: None
    users: ["system:kube-controller-manager"]
    verbs: ["get", "list"]
    resources:
      - group: "metrics.k8s.io"
  - level: None
    nonResourceURLs: ["/healthz*", "/version", "/swagger*"]
  - level: None
    resources:
      - group: ""
        resources: ["events"]
  - level: Metadata
`;

/** Says whether the policy lets a request into the log. */
export function isRecorded(caller: KubernetesCaller, { verb, target }: KubernetesRequest): boolean {
  if (target.startsWith('/')) return !/^\/(healthz|version$|swagger)/.test(target);
  if (partsOf(target).resource === 'events' && partsOf(target).group === '') return false;
  if (caller.kind !== 'component') return true;
  const isOfNode = caller.groups.includes('system:nodes') && verb === 'get';
  if (isOfNode && ['nodes', 'nodes/status'].includes(target)) return false;
  const isProxy = caller.name === 'system:kube-proxy' && verb === 'watch';
  return !(isProxy && ['endpoints', 'services'].includes(target));
}

/** What some of the rules leave out of everybody's or somebody's requests, so that silence says nothing of it. */
const partlyLeftOut = new Set([
  'watch endpoints',
  'watch services',
  'get nodes',
  'get nodes/status',
  'get namespaces',
  'get pods.metrics.k8s.io',
  'list pods.metrics.k8s.io',
  'get nodes.metrics.k8s.io',
  'list nodes.metrics.k8s.io',
  'get /healthz',
  'get /version',
]);

/** Says whether every use of a permission is in the log, whoever holds it. */
export function isAlwaysRecorded(permission: string): boolean {
  return !partlyLeftOut.has(permission) && !permission.endsWith(' events');
}
