import type { Escalation } from '../../model/capability.ts';

const rbac = 'rbac.authorization.k8s.io';
const certificates = 'certificates.k8s.io';
const workloads = [
  ...['pods', 'replicationcontrollers', 'deployments.apps', 'daemonsets.apps', 'statefulsets.apps'],
  ...['replicasets.apps', 'jobs.batch', 'cronjobs.batch'],
];

/**
 * Ways to more access than was given, for whoever holds their permissions in all namespaces.
 * https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks
 */
export const kubernetesEscalations: readonly Escalation[] = [
  {
    id: 'bind-role',
    kind: 'own-access',
    needs: [`create clusterrolebindings.${rbac}`, `bind clusterroles.${rbac}`],
  },
  ...['update', 'patch'].flatMap((verb): readonly Escalation[] => [
    {
      id: `${verb}-role`,
      kind: 'own-access',
      needs: [`${verb} clusterroles.${rbac}`, `escalate clusterroles.${rbac}`],
    },
    {
      id: `${verb}-binding`,
      kind: 'own-access',
      needs: [`${verb} clusterrolebindings.${rbac}`, `bind clusterroles.${rbac}`],
    },
    {
      id: `${verb}-signing-approval`,
      kind: 'other-identity',
      needs: [
        `create certificatesigningrequests.${certificates}`,
        `${verb} certificatesigningrequests.${certificates}/approval`,
        `approve signers.${certificates}`,
      ],
    },
  ]),
  { id: 'impersonate-user', kind: 'other-identity', needs: ['impersonate users', 'impersonate groups'] },
  { id: 'impersonate-service-account', kind: 'other-identity', needs: ['impersonate serviceaccounts'] },
  { id: 'request-token', kind: 'other-identity', needs: ['create serviceaccounts/token'] },
  { id: 'read-token', kind: 'other-identity', needs: ['list secrets'] },
  { id: 'make-token', kind: 'other-identity', needs: ['create secrets', 'get secrets'] },
  { id: 'exec-in-pod', kind: 'other-identity', needs: ['create pods/exec'] },
  { id: 'exec-through-node', kind: 'other-identity', needs: ['get nodes/proxy'] },
  ...workloads.map(
    (target): Escalation => ({
      id: `run-${target.split('.')[0]}`,
      kind: 'handed-role',
      needs: [`create ${target}`],
    }),
  ),
];
