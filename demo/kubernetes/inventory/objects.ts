import type { JsonObject } from '../../json.ts';
import { isoSeconds } from '../../time.ts';
import type { Binding, Role, Rule, SecretToken, ServiceAccount, Subject } from '../holders.ts';
import { partsOf } from '../request.ts';

const rbac = 'rbac.authorization.k8s.io';

/** A service account as `kubectl` prints it. */
export function accountItem({
  namespace,
  name,
  uid,
  createdAt,
  owner,
  team,
  awsRole,
}: ServiceAccount): JsonObject {
  const annotations = {
    ...(owner && { 'a8r.io/owner': owner.email }),
    ...(awsRole !== undefined && { 'eks.amazonaws.com/role-arn': awsRole }),
  };
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: {
      ...(Object.keys(annotations).length > 0 && { annotations }),
      ...(team !== undefined && { labels: { team } }),
      ...metadata({ name, namespace, uid, createdAt }),
    },
  };
}

/** A Role or a ClusterRole. */
export function roleItem(role: Role): JsonObject {
  return {
    apiVersion: `${rbac}/v1`,
    kind: kindOf(role),
    metadata: metadata(role),
    rules: role.rules.flatMap(ruleItems),
  };
}

/** A RoleBinding or a ClusterRoleBinding. */
export function bindingItem(binding: Binding): JsonObject {
  return {
    apiVersion: `${rbac}/v1`,
    kind: binding.namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding',
    metadata: metadata(binding),
    roleRef: { apiGroup: rbac, kind: kindOf(binding.role), name: binding.role.name },
    subjects: binding.subjects.map(subjectItem),
  };
}

/** A Secret with the token of a service account, whose value was left out of the export. */
export function secretItem(
  { account, name, uid, createdAt }: SecretToken,
  lastUse: number | undefined,
): JsonObject {
  const { namespace } = account;
  const labels = { 'kubernetes.io/legacy-token-last-used': lastUse && isoSeconds(lastUse).slice(0, 10) };
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      annotations: {
        'kubernetes.io/service-account.name': account.name,
        'kubernetes.io/service-account.uid': account.uid,
      },
      ...(lastUse !== undefined && { labels }),
      ...metadata({ name, namespace, uid, createdAt }),
    },
    type: 'kubernetes.io/service-account-token',
  };
}

/** Since when the cluster notes the last use of such tokens: it was brought to the version that does in the summer it was made. */
export const tokenNotes: JsonObject = {
  apiVersion: 'v1',
  data: { since: '2023-07-11' },
  kind: 'ConfigMap',
  metadata: {
    creationTimestamp: '2023-07-11T06:12:40Z',
    name: 'kube-apiserver-legacy-service-account-token-tracking',
    namespace: 'kube-system',
  },
};

function kindOf({ namespace }: Role): string {
  return namespace === undefined ? 'ClusterRole' : 'Role';
}

function metadata(object: {
  readonly name: string;
  readonly namespace?: string;
  readonly uid: string;
  readonly createdAt: number;
}): JsonObject {
  const time = isoSeconds(object.createdAt);
  return {
    creationTimestamp: time,
    managedFields: [{ apiVersion: 'v1', fieldsType: 'FieldsV1', manager: 'helm', operation: 'Update', time }],
    name: object.name,
    ...(object.namespace !== undefined && { namespace: object.namespace }),
    uid: object.uid,
  };
}

/** Rules name groups and resources apart: what is of one group is one rule. */
function ruleItems({ verbs, targets, names, paths }: Rule): readonly JsonObject[] {
  if (paths !== undefined) return [{ nonResourceURLs: paths, verbs }];
  const byGroup = new Map<string, string[]>();
  for (const target of targets) {
    const { group, resource, subresource } = partsOf(target);
    const whole = subresource === '' ? resource : `${resource}/${subresource}`;
    byGroup.set(group, [...(byGroup.get(group) ?? []), whole]);
  }
  return [...byGroup].map(([group, resources]) => ({
    apiGroups: [group],
    ...(names !== undefined && { resourceNames: names }),
    resources,
    verbs,
  }));
}

function subjectItem(subject: Subject): JsonObject {
  return subject.kind === 'ServiceAccount'
    ? { kind: 'ServiceAccount', name: subject.account.name, namespace: subject.account.namespace }
    : { apiGroup: rbac, kind: subject.kind, name: subject.name };
}
