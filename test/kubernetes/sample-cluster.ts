import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const hourMs = 3_600_000;
const days = 60;
/** A Monday. */
const begin = Date.parse('2026-03-02T00:00:00Z');

export const cart = 'system:serviceaccount:shop:cart';
export const deployer = 'system:serviceaccount:ops:deployer';
export const deployerToken = '8b1e3c52-6f0f-4b0e-9a39-8d2e1ad1f1b7';

/** A token of the deployer that somebody left lying about; its signature is none. */
export const foundToken = [
  { alg: 'RS256', kid: 'k1' },
  {
    iss: 'https://kubernetes.default.svc',
    sub: deployer,
    jti: deployerToken,
    'kubernetes.io': { namespace: 'ops' },
  },
  'signature-of-nobody',
]
  .map((part) => Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url'))
  .join('.');

type Event = Readonly<Record<string, unknown>>;

const extra = 'authentication.kubernetes.io';
const podUser = {
  username: cart,
  extra: { [`${extra}/pod-name`]: ['cart-7d4b9c6f58-x2vlq'], [`${extra}/credential-id`]: ['JTI=1'] },
};
const deployUser = { username: deployer, extra: { [`${extra}/credential-id`]: [`JTI=${deployerToken}`] } };
const human = { username: 'mira@example.com' };

function on(
  resource: string,
  namespace?: string,
  name?: string,
  apiGroup?: string,
  subresource?: string,
): Event {
  return {
    objectRef: {
      resource,
      apiVersion: 'v1',
      ...(namespace && { namespace }),
      ...(name && { name }),
      ...(apiGroup && { apiGroup }),
      ...(subresource && { subresource }),
    },
  };
}

/** What happens every so many hours, all through the log. */
const habits: readonly { readonly everyHours: number; readonly event: Event }[] = [
  { everyHours: 1, event: { user: podUser, verb: 'get', ...on('configmaps', 'shop', 'cart') } },
  { everyHours: 2, event: { user: podUser, verb: 'list', ...on('pods', 'shop') } },
  { everyHours: 6, event: { user: podUser, verb: 'watch', ...on('endpoints', 'shop') } },
  { everyHours: 24, event: { user: podUser, verb: 'get', ...on('secrets', 'shop', 'payment'), code: 403 } },
  { everyHours: 4, event: { user: deployUser, verb: 'get', ...on('deployments', 'shop', 'cart', 'apps') } },
  { everyHours: 8, event: { user: deployUser, verb: 'patch', ...on('deployments', 'shop', 'cart', 'apps') } },
  {
    everyHours: 8,
    event: { user: deployUser, verb: 'update', ...on('widgets', 'shop', 'left', 'acme.example') },
  },
  { everyHours: 12, event: { user: human, verb: 'get', ...on('secrets', 'ops', 'db') } },
  { everyHours: 12, event: { user: human, verb: 'delete', ...on('pods', 'shop', 'cart-7d4b9c6f58-x2vlq') } },
  {
    everyHours: 24,
    event: {
      user: human,
      verb: 'list',
      ...on('pods', 'shop'),
      impersonatedUser: { username: cart, groups: ['system:serviceaccounts', 'system:authenticated'] },
    },
  },
  { everyHours: 24, event: { user: { username: 'system:anonymous' }, verb: 'get', requestURI: '/version' } },
];

function eventsOf(): Event[] {
  const events: Event[] = [];
  for (let hour = 0; hour < days * 24; hour++) {
    for (const [index, { everyHours, event }] of habits.entries()) {
      if (hour % everyHours !== index % everyHours) continue;
      const time = new Date(begin + hour * hourMs + index * 1000).toISOString();
      const { code = 200, ...rest } = event;
      const whole = {
        kind: 'Event',
        apiVersion: 'audit.k8s.io/v1',
        level: 'Metadata',
        auditID: `${hour}-${index}`,
        requestURI: '/api/v1',
        sourceIPs: ['10.8.0.7'],
        userAgent: 'cart/1.4',
        ...rest,
        requestReceivedTimestamp: time,
        stageTimestamp: time,
      };
      const isRefused = code === 403;
      const annotations = { 'authorization.k8s.io/decision': isRefused ? 'forbid' : 'allow' };
      events.push({ ...whole, stage: 'RequestReceived' });
      if (event.verb === 'watch')
        events.push({ ...whole, stage: 'ResponseStarted', responseStatus: { code }, annotations });
      events.push({ ...whole, stage: 'ResponseComplete', responseStatus: { code }, annotations });
    }
  }
  return events;
}

const rbac = `
apiVersion: v1
kind: List
items:
- {apiVersion: v1, kind: ServiceAccount, metadata: {name: cart, namespace: shop, labels: {team: checkout}}}
- {apiVersion: v1, kind: ServiceAccount, metadata: {name: deployer, namespace: ops}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: cart, namespace: shop, creationTimestamp: "2025-01-01T00:00:00Z"}
rules:
- apiGroups: [""]
  resources: [configmaps, pods, endpoints]
  verbs: [get, list, watch, delete]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: cart, namespace: shop, creationTimestamp: "2025-01-01T00:00:00Z"}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: cart}
subjects: [{kind: ServiceAccount, name: cart}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: deployers, creationTimestamp: "2025-01-01T00:00:00Z"}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects: [{kind: ServiceAccount, name: deployer, namespace: ops}]
`;

const auditPolicy = `
apiVersion: audit.k8s.io/v1
kind: Policy
rules:
- {level: None, verbs: [watch], resources: [{group: "", resources: [configmaps]}]}
- {level: Metadata}
`;

/** Writes the audit log and the exported objects of a small cluster; what each tells is in the test beside it. */
export function writeSampleCluster(folder: string): {
  readonly log: string;
  readonly inventory: string;
  readonly policy: string;
} {
  const [log, inventory, policy] = [
    join(folder, 'log'),
    join(folder, 'inventory'),
    join(folder, 'audit-policy.yaml'),
  ];
  for (const path of [log, inventory]) mkdirSync(path);
  const lines = eventsOf().map((event) => JSON.stringify(event));
  const half = Math.floor(lines.length / 2);
  // Files overlap, as rotated and shipped ones do.
  writeFileSync(join(log, 'audit-1.log.gz'), gzipSync(lines.slice(0, half + 50).join('\n')));
  writeFileSync(join(log, 'audit-2.log'), lines.slice(half).join('\n'));
  writeFileSync(join(inventory, 'rbac.yaml'), rbac);
  writeFileSync(policy, auditPolicy);
  return { log, inventory, policy };
}
