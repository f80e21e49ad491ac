import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { onLoopback } from '../../src/ingest/collect/loopback.test-support.ts';

export const clusterToken = 'eyJ-token-of-the-tests';

/** An API server that lists its objects in chunks, as Kubernetes documents it, and fails on demand. */
export interface FakeCluster {
  readonly address: string;
  /** Paths and queries in the order they were asked for. */
  readonly asked: string[];
  /** Statuses and headers that the next requests meet instead of an answer; `undefined` answers. */
  readonly faults: ({ readonly status: number; readonly headers?: Record<string, string> } | undefined)[];
  /** Places in lists that were given out before are not taken any more: 410, as after a compaction. */
  expire(): void;
  close(): Promise<void>;
}

const chunk = 2;
const rbac = 'rbac.authorization.k8s.io/v1';

function named(name: string, more: object = {}): object {
  return { metadata: { name, ...more } };
}

/** By path: the kind of the list, and its items, which do not repeat it. */
const lists: Readonly<Record<string, { readonly kind: string; readonly items: readonly object[] }>> = {
  [`/apis/${rbac}/clusterroles`]: {
    kind: 'ClusterRoleList',
    items: ['a', 'b', 'c', 'd', 'reader'].map((name) => ({
      ...named(name),
      rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
    })),
  },
  [`/apis/${rbac}/clusterrolebindings`]: { kind: 'ClusterRoleBindingList', items: [] },
  [`/apis/${rbac}/roles`]: { kind: 'RoleList', items: [] },
  [`/apis/${rbac}/rolebindings`]: {
    kind: 'RoleBindingList',
    items: [
      {
        ...named('sync', { namespace: 'shop' }),
        subjects: [{ kind: 'ServiceAccount', name: 'sync', namespace: 'shop' }],
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'reader' },
      },
    ],
  },
  '/api/v1/serviceaccounts': {
    kind: 'ServiceAccountList',
    items: ['sync', 'default', 'other'].map((name) => named(name, { namespace: 'shop' })),
  },
};

export async function openFakeCluster(tls?: {
  readonly key: string;
  readonly cert: string;
}): Promise<FakeCluster> {
  const asked: string[] = [];
  const faults: FakeCluster['faults'] = [];
  let generation = 0;

  const handle: RequestListener = (request, response) => {
    const url = new URL(request.url ?? '', 'http://x');
    asked.push(`${url.pathname}${url.search}`);
    const answer = (status: number, body: object, headers: Record<string, string> = {}): void => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(body));
    };
    const failure = (code: number, reason: string): object => ({
      kind: 'Status',
      apiVersion: 'v1',
      status: 'Failure',
      reason,
      code,
    });
    const fault = faults.shift();
    if (fault !== undefined) return answer(fault.status, failure(fault.status, 'fault'), fault.headers);
    if (request.headers.authorization !== `Bearer ${clusterToken}`)
      return answer(401, failure(401, 'Unauthorized'));
    const list = lists[url.pathname];
    if (list === undefined) return answer(403, failure(403, 'Forbidden'));
    const [given, at = '0'] = (url.searchParams.get('continue') ?? `${generation}-0`).split('-');
    if (given !== String(generation)) return answer(410, failure(410, 'Expired'));
    const end = Number(at) + chunk;
    const rest = list.items.length - end;
    answer(200, {
      kind: list.kind,
      apiVersion: url.pathname.startsWith('/api/') ? 'v1' : rbac,
      metadata: {
        resourceVersion: '7',
        ...(rest > 0 && { continue: `${generation}-${end}`, remainingItemCount: rest }),
      },
      items: list.items.slice(Number(at), end),
    });
  };
  const server = tls === undefined ? createServer(handle) : createSecureServer({ ...tls }, handle);
  const { port, close } = await onLoopback(server);
  return {
    address: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    asked,
    faults,
    expire: () => {
      generation += 1;
    },
    close,
  };
}
