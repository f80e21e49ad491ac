import { agents } from '../kubernetes/agents.ts';
import { accountId } from '../kubernetes/callers.ts';
import { on } from '../kubernetes/request.ts';
import { atPlace } from '../organisation/origin.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import type { Stage, Story } from '../world.ts';

/** Everything in a cluster: held to look at it, and held to build it. */
export const clusterAdmins: Story = {
  id: 'cluster-admins',
  title:
    'An agent with cluster-admin only reads; a controller with the same changes things all day; a third has what it uses',
  tell: (stage) => {
    reader(stage);
    builder(stage);
    fitting(stage);
  },
};

function reader(stage: Stage): void {
  const { estate } = stage.kubernetes;
  const account = estate.account('monitoring', 'metrics-agent', {
    createdAt: Date.parse('2023-06-14T12:00:00Z'),
  });
  estate.bind(estate.administrator, [{ kind: 'ServiceAccount', account }], {
    name: 'metrics-agent',
    createdAt: Date.parse('2023-06-14T12:05:00Z'),
  });
  const origin = atPlace(places.vpc, agents.go, stage.random.split('reader'));
  stage.everyHour('reader', ({ hour, kubernetes }) => {
    if (new Date(hour).getUTCHours() % 3 !== 0) return;
    kubernetes({ kind: 'pod', account }, origin, { minute: 7 })
      .run(on('list', 'pods'))
      .run(on('list', 'deployments.apps'));
  });
  const id = accountId(account);
  stage.kubernetes.label(id, 'admin-only-reads', 'no-owner');
  stage.kubernetes.expect(id, 'list pods', 'used', 'it lists them eight times a day');
  stage.kubernetes.expect(id, 'delete pods', 'unused', 'would have been recorded, and was not');
  stage.kubernetes.expect(id, 'list secrets', 'unused', 'would have been recorded, and was not');
  stage.kubernetes.expect(id, 'create events', 'unknown', 'events are left out of the log');
  stage.kubernetes.expect(id, 'impersonate users', 'unknown', 'it is asked about beside another request');
}

function builder(stage: Stage): void {
  const { estate } = stage.kubernetes;
  const account = estate.account('flux-system', 'kustomize-controller', {
    createdAt: Date.parse('2023-03-01T08:00:00Z'),
    owner: people.tomaszWilk,
  });
  estate.bind(estate.administrator, [{ kind: 'ServiceAccount', account }], {
    name: 'cluster-reconciler-flux-system',
    createdAt: Date.parse('2023-03-01T08:00:00Z'),
  });
  const origin = atPlace(places.vpc, agents.flux, stage.random.split('builder'));
  stage.everyHour('builder', ({ hour, random, kubernetes }) => {
    if (new Date(hour).getUTCHours() % 2 !== 0) return;
    const { id, team } = random.pick(stage.organisation.services);
    const run = kubernetes({ kind: 'pod', account }, origin)
      .run(on('get', 'namespaces', undefined, team))
      .run(on('patch', 'deployments.apps', team, id))
      .run(on('patch', 'configmaps', team, id));
    if (random.chance(0.1)) run.run(on('patch', 'networkpolicies.networking.k8s.io', team, id));
  });
  stage.kubernetes.expect(
    accountId(account),
    'patch deployments.apps',
    'used',
    'it rolls out what is merged',
  );
}

function fitting(stage: Stage): void {
  const { estate } = stage.kubernetes;
  const createdAt = Date.parse('2024-09-02T08:00:00Z');
  const account = estate.account('ingress', 'external-dns', { createdAt, owner: people.lenaHoffmann });
  const role = estate.role('external-dns', {
    createdAt,
    rules: [
      { verbs: ['list'], targets: ['services', 'pods'] },
      { verbs: ['list', 'watch'], targets: ['ingresses.networking.k8s.io'] },
    ],
  });
  estate.bind(role, [{ kind: 'ServiceAccount', account }]);
  const origin = atPlace(places.vpc, agents.externalDns, stage.random.split('fitting'));
  stage.everyHour('fitting', ({ hour, kubernetes }) => {
    if (new Date(hour).getUTCHours() % 4 !== 1) return;
    kubernetes({ kind: 'pod', account }, origin)
      .run(on('list', 'services'))
      .run(on('list', 'pods'))
      .run(on('list', 'ingresses.networking.k8s.io'))
      .run(on('watch', 'ingresses.networking.k8s.io'));
  });
  stage.kubernetes.label(accountId(account), 'right-sized');
}
