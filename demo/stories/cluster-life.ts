import { agents } from '../kubernetes/agents.ts';
import type { KubernetesCaller } from '../kubernetes/callers.ts';
import { cluster } from '../kubernetes/cluster.ts';
import type { Rule } from '../kubernetes/holders.ts';
import { on } from '../kubernetes/request.ts';
import { atPlace, type Origin } from '../organisation/origin.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import { officeHours } from '../organisation/rhythm.ts';
import type { Stage, Story } from '../world.ts';

const node = 'ip-10-20-14-37.eu-central-1.compute.internal';

/** What a cluster does by itself, and who looks after it. */
export const clusterLife: Story = {
  id: 'cluster-life',
  title: 'The cluster’s own parts renew their leases, and engineers look after pods with kubectl',
  tell: (stage) => {
    parts(stage);
    names(stage);
    engineers(stage);
  },
};

/** What the API server itself gives to the parts of a cluster; of each the rules for what they are seen to do. */
const partRoles: readonly (readonly [name: string, user: string, rules: readonly Rule[]])[] = [
  [
    'system:kube-scheduler',
    'system:kube-scheduler',
    [{ verbs: ['get', 'update'], targets: ['leases.coordination.k8s.io'], names: ['kube-scheduler'] }],
  ],
  [
    'system:kube-controller-manager',
    'system:kube-controller-manager',
    [
      {
        verbs: ['get', 'update'],
        targets: ['leases.coordination.k8s.io'],
        names: ['kube-controller-manager'],
      },
    ],
  ],
  [
    'system:node-proxier',
    'system:kube-proxy',
    [{ verbs: ['list', 'watch'], targets: ['services', 'endpoints', 'endpointslices.discovery.k8s.io'] }],
  ],
  [
    'system:node',
    `system:node:${node}`,
    [
      { verbs: ['get', 'list', 'watch'], targets: ['services', 'pods', 'nodes'] },
      { verbs: ['patch', 'update'], targets: ['nodes/status', 'pods/status'] },
    ],
  ],
];

function parts(stage: Stage): void {
  const { estate } = stage.kubernetes;
  for (const [name, user, rules] of partRoles)
    estate.bind(estate.role(name, { createdAt: cluster.createdAt, rules }), [{ kind: 'User', name: user }]);
  const inside = (agent: string): Origin => atPlace(places.vpc, agent, stage.random.split(agent));
  const [scheduler, controllers, kubelet, proxy] = [
    inside(agents.scheduler),
    inside(agents.controllers),
    inside(agents.kubelet),
    inside(agents.proxy),
  ];
  stage.everyHour('parts', ({ hour, kubernetes }) => {
    if (new Date(hour).getUTCHours() % 3 !== 0) return;
    for (const [name, origin] of [
      ['kube-scheduler', scheduler],
      ['kube-controller-manager', controllers],
    ] as const) {
      const caller: KubernetesCaller = { kind: 'component', name: `system:${name}`, groups: [] };
      kubernetes(caller, origin).run(on('update', 'leases.coordination.k8s.io', 'kube-system', name));
    }
    const groups = ['system:nodes'];
    const ofNode = kubernetes({ kind: 'component', name: `system:node:${node}`, groups }, kubelet)
      .run(on('get', 'nodes', undefined, node))
      .run(on('patch', 'nodes/status', undefined, node));
    if (new Date(hour).getUTCHours() !== 3) return;
    ofNode.run(on('list', 'services')).run(on('watch', 'pods'));
    kubernetes({ kind: 'component', name: 'system:kube-proxy', groups: [] }, proxy)
      .run(on('watch', 'services'))
      .run(on('list', 'endpointslices.discovery.k8s.io'));
  });
}

function names(stage: Stage): void {
  const { estate } = stage.kubernetes;
  const account = estate.account('kube-system', 'coredns', { createdAt: cluster.createdAt });
  const role = estate.role('system:coredns', {
    createdAt: cluster.createdAt,
    rules: [
      { verbs: ['list', 'watch'], targets: ['endpoints', 'services', 'pods', 'namespaces'] },
      { verbs: ['list', 'watch'], targets: ['endpointslices.discovery.k8s.io'] },
    ],
  });
  estate.bind(role, [{ kind: 'ServiceAccount', account }]);
  const origin = atPlace(places.vpc, agents.coredns, stage.random.split('coredns'));
  stage.everyHour('coredns', ({ hour, kubernetes }) => {
    if (new Date(hour).getUTCHours() % 6 !== 0) return;
    kubernetes({ kind: 'pod', account }, origin)
      .run(on('watch', 'services'))
      .run(on('watch', 'namespaces'))
      .run(on('watch', 'endpointslices.discovery.k8s.io'));
  });
}

const platformEngineers = [people.tomaszWilk, people.lenaHoffmann, people.joyOkafor];

function engineers(stage: Stage): void {
  const { estate } = stage.kubernetes;
  const role = estate.role('platform-engineer', {
    createdAt: Date.parse('2023-02-20T10:00:00Z'),
    rules: [
      {
        verbs: ['get', 'list', 'watch'],
        targets: ['pods', 'pods/log', 'services', 'deployments.apps', 'jobs.batch'],
      },
      { verbs: ['delete'], targets: ['pods'] },
      { verbs: ['create'], targets: ['pods/exec'] },
      { verbs: ['patch'], targets: ['deployments.apps'] },
    ],
  });
  estate.bind(
    role,
    platformEngineers.map(({ email }) => ({ kind: 'User', name: email })),
  );
  const namespaces = [...new Set(stage.organisation.services.map(({ team }) => team))];
  for (const { id, email, zone, office } of platformEngineers) {
    const pace = officeHours(zone);
    const origin = atPlace(office, agents.kubectl, stage.random.split(id));
    stage.everyHour(id, ({ hour, random, kubernetes }) => {
      if (!random.chance(0.3 * pace(hour))) return;
      const namespace = random.pick(namespaces);
      const pod = `${random.pick(stage.organisation.services).id}-0`;
      const shell = kubernetes({ kind: 'person', email }, origin, { pauseMs: [4_000, 60_000] })
        .run(on('list', 'pods', namespace))
        .run(on('get', 'pods/log', namespace, pod), random.chance(0.05) ? 404 : 200);
      if (random.chance(0.2)) shell.run(on('delete', 'pods', namespace, pod));
      if (random.chance(0.1)) shell.run(on('create', 'pods/exec', namespace, pod));
    });
  }
  stage.kubernetes.expect(people.tomaszWilk.email, 'list pods', 'used', 'he looks at pods every day');
}
