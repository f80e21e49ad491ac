import { createWriteStream, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Random } from '../../demo/random.ts';

/** The audit log of one cluster, as files of lines. */
export interface AuditLog {
  readonly files: number;
  readonly events: number;
  readonly rawBytes: number;
  readonly packedBytes: number;
}

interface Options {
  readonly directory: string;
  readonly seed: number;
  readonly events: number;
  readonly files: number;
}

const days = 90;
const firstDay = Date.UTC(2026, 0, 1);
const namespaces = ['shop', 'web', 'payments', 'search', 'ops', 'monitoring', 'kube-system', 'ci'];
const apps = ['cart', 'api', 'worker', 'sync', 'gateway', 'controller'];
const groupOf: Readonly<Record<string, string>> = {
  deployments: 'apps',
  replicasets: 'apps',
  jobs: 'batch',
  leases: 'coordination.k8s.io',
  endpointslices: 'discovery.k8s.io',
  certificates: 'cert-manager.io',
};
const requests: readonly (readonly [verb: string, resource: string, weight: number])[] = [
  ['get', 'leases', 22],
  ['update', 'leases', 22],
  ['get', 'configmaps', 8],
  ['list', 'pods', 8],
  ['watch', 'pods', 7],
  ['watch', 'endpointslices', 5],
  ['get', 'secrets', 4],
  ['get', 'pods', 6],
  ['patch', 'pods/status', 6],
  ['update', 'deployments', 2],
  ['get', 'deployments', 3],
  ['create', 'jobs', 1],
  ['list', 'certificates', 2],
  ['create', 'pods/exec', 1],
  ['delete', 'pods', 1],
  ['get', 'replicasets', 2],
];
const weighted = requests.flatMap(([verb, resource, weight]) =>
  Array.from({ length: weight }, () => [verb, resource] as const),
);

/** What Kubernetes makes up names of. */
const safe = [...'bcdfghjklmnpqrstvwxz2456789'];

/** Writes packed files of audit events, one a line. Nothing but the options decides their content. */
export async function writeAuditLog({ directory, seed, events, files }: Options): Promise<AuditLog> {
  const random = new Random(seed).split('audit');
  mkdirSync(directory, { recursive: true });
  let rawBytes = 0;
  let packedBytes = 0;
  for (let file = 0; file < files; file++) {
    const from = Math.floor((file * events) / files);
    const to = Math.floor(((file + 1) * events) / files);
    const path = join(directory, `audit-${String(file).padStart(4, '0')}.log.gz`);
    const lines = function* (): Generator<string> {
      for (let index = from; index < to; index++) {
        const line = `${eventOf(random, firstDay + Math.floor((index * days * 86_400_000) / events))}\n`;
        rawBytes += line.length;
        yield line;
      }
    };
    await pipeline(Readable.from(lines()), createGzip({ level: 6 }), createWriteStream(path));
    packedBytes += statSync(path).size;
  }
  return { files, events, rawBytes, packedBytes };
}

function eventOf(random: Random, time: number): string {
  const namespace = random.pick(namespaces);
  const app = random.pick(apps);
  const [verb, target] = random.pick(weighted);
  const [resource = '', subresource] = target.split('/');
  const apiGroup = groupOf[resource];
  const username = `system:serviceaccount:${namespace}:${app}`;
  const pod = `${app}-7d4b9c6f58-${Array.from({ length: 5 }, () => random.pick(safe)).join('')}`;
  const isListed = verb === 'list' || verb === 'watch';
  const name = resource === 'pods' ? pod : `${app}-${resource}`;
  const isRefused = random.between(0, 199) === 0;
  const received = new Date(time).toISOString().replace('Z', '912Z');
  const path = `/api${apiGroup === undefined ? '' : `s/${apiGroup}`}/v1/namespaces/${namespace}/${resource}`;
  return JSON.stringify({
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level: 'Metadata',
    auditID: random.uuid(),
    stage: 'ResponseComplete',
    requestURI: isListed
      ? `${path}?limit=500&resourceVersion=0`
      : `${path}/${name}${subresource ? `/${subresource}` : ''}`,
    verb,
    user: {
      username,
      uid: random.uuid(),
      groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
      extra: {
        'authentication.kubernetes.io/credential-id': [`JTI=${random.uuid()}`],
        'authentication.kubernetes.io/node-name': [`worker-${random.between(1, 20)}`],
        'authentication.kubernetes.io/node-uid': [random.uuid()],
        'authentication.kubernetes.io/pod-name': [pod],
        'authentication.kubernetes.io/pod-uid': [random.uuid()],
      },
    },
    sourceIPs: [`10.8.${random.between(0, 20)}.${random.between(1, 250)}`],
    userAgent: `${app}/v1.${random.between(0, 4)}.0 (linux/amd64) kubernetes/89a4ea3`,
    objectRef: {
      resource,
      namespace,
      ...(!isListed && { name }),
      ...(apiGroup && { apiGroup }),
      apiVersion: 'v1',
      ...(subresource && { subresource }),
    },
    responseStatus: isRefused
      ? {
          metadata: {},
          status: 'Failure',
          message: `${resource} is forbidden: User "${username}" cannot ${verb} resource "${resource}" in API group "${apiGroup ?? ''}" in the namespace "${namespace}"`,
          reason: 'Forbidden',
          code: 403,
        }
      : { metadata: {}, code: verb === 'create' ? 201 : 200 },
    requestReceivedTimestamp: received,
    stageTimestamp: received,
    annotations: {
      'authorization.k8s.io/decision': isRefused ? 'forbid' : 'allow',
      'authorization.k8s.io/reason': isRefused
        ? ''
        : `RBAC: allowed by RoleBinding "${app}/${namespace}" of Role "${app}" to ServiceAccount "${app}/${namespace}"`,
    },
  });
}
