import type { CapabilityTable } from '../../model/capability.ts';

const workloads = [
  'pods',
  'deployments.apps',
  'daemonsets.apps',
  'statefulsets.apps',
  'jobs.batch',
  'cronjobs.batch',
];

/**
 * What permissions of Kubernetes are good for in wrong hands. Permissions of the level `permissions` change access without
 * being named here.
 * https://kubernetes.io/docs/concepts/security/rbac-good-practices/
 */
export const kubernetesCapabilities: CapabilityTable = {
  'reads-secrets': ['get secrets', 'list secrets', 'watch secrets', 'get sealedsecrets.bitnami.com'],
  'reads-data': [
    ...['get configmaps', 'list configmaps', 'watch configmaps', 'get pods/log'],
    ...['get persistentvolumeclaims', 'list persistentvolumeclaims'],
  ],
  'writes-data': [
    ...['create', 'update', 'patch', 'delete', 'deletecollection'].flatMap((verb) => [
      `${verb} configmaps`,
      `${verb} secrets`,
      `${verb} persistentvolumeclaims`,
    ]),
    'delete namespaces',
    'delete persistentvolumes',
  ],
  'sends-outside': [
    ...['create services', 'update services', 'patch services'],
    ...[
      'create ingresses.networking.k8s.io',
      'update ingresses.networking.k8s.io',
      'patch ingresses.networking.k8s.io',
    ],
    ...['delete networkpolicies.networking.k8s.io', 'update networkpolicies.networking.k8s.io'],
    ...['get pods/portforward', 'create pods/portforward', 'get services/proxy', 'get pods/proxy'],
  ],
  'runs-code': [
    ...workloads.flatMap((target) => [`create ${target}`, `update ${target}`, `patch ${target}`]),
    ...['create replicasets.apps', 'create replicationcontrollers', 'update pods/ephemeralcontainers'],
    ...[
      'get pods/exec',
      'create pods/exec',
      'get pods/attach',
      'create pods/attach',
      'patch pods/ephemeralcontainers',
    ],
    ...['get nodes/proxy', 'create nodes/proxy'],
    ...['create mutatingwebhookconfigurations.admissionregistration.k8s.io'],
    ...['update mutatingwebhookconfigurations.admissionregistration.k8s.io'],
    ...['patch mutatingwebhookconfigurations.admissionregistration.k8s.io'],
  ],
  'mints-tokens': ['create serviceaccounts/token', 'create secrets'],
  'changes-access': [
    ...['update validatingwebhookconfigurations.admissionregistration.k8s.io'],
    ...['delete validatingwebhookconfigurations.admissionregistration.k8s.io'],
    ...['update namespaces', 'patch namespaces'],
  ],
  'hides-traces': ['delete events', 'deletecollection events', 'deletecollection events.events.k8s.io'],
};
