import { agents } from '../kubernetes/agents.ts';
import { accountId } from '../kubernetes/callers.ts';
import { on } from '../kubernetes/request.ts';
import { atPlace } from '../organisation/origin.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import { officeHours } from '../organisation/rhythm.ts';
import { DAY, MINUTE } from '../time.ts';
import type { Stage, Story } from '../world.ts';

const rbac = 'rbac.authorization.k8s.io';
const maker = people.ralfBrandt;

/** A service account that should not be there. */
export const clusterBackDoor: Story = {
  id: 'cluster-back-door',
  title:
    'Somebody at an operator’s keyboard makes a service account with cluster-admin and reads secrets with it; another one comes from code',
  tell: (stage) => {
    support(stage);
    backDoor(stage);
    asCode(stage);
  },
};

/** What the operator is there for: he looks, and lets people in. */
function support(stage: Stage): void {
  const { estate } = stage.kubernetes;
  const createdAt = Date.parse('2023-09-12T10:00:00Z');
  const role = estate.role('access-support', {
    createdAt,
    rules: [
      { verbs: ['get', 'list'], targets: ['pods', 'serviceaccounts'] },
      { verbs: ['get', 'list', 'create'], targets: [`clusterrolebindings.${rbac}`] },
      { verbs: ['bind'], targets: [`clusterroles.${rbac}`] },
      { verbs: ['create'], targets: ['serviceaccounts', 'serviceaccounts/token'] },
    ],
  });
  estate.bind(role, [{ kind: 'User', name: maker.email }]);
  const pace = officeHours(maker.zone);
  const origin = atPlace(maker.office, agents.kubectl, stage.random.split('support'));
  stage.everyHour('support', ({ hour, random, kubernetes }) => {
    if (!random.chance(0.15 * pace(hour))) return;
    kubernetes({ kind: 'person', email: maker.email }, origin)
      .run(on('list', 'pods', 'logistics'))
      .run(on('list', `clusterrolebindings.${rbac}`));
  });
  stage.kubernetes.label(maker.email, 'phantom-maker');
}

function backDoor(stage: Stage): void {
  const { estate } = stage.kubernetes;
  const at = stage.daysAgo(10) + 21 * 60 * MINUTE;
  const account = estate.account('kube-system', 'node-tuner', { createdAt: at });
  estate.bind(estate.administrator, [{ kind: 'ServiceAccount', account }], {
    name: 'node-tuner',
    createdAt: at + MINUTE,
  });
  const jti = estate.issue(account, 'door');
  const home = atPlace(maker.home, agents.oldKubectl, stage.random.split('door'));
  stage.once('door', at, ({ kubernetes }) => {
    kubernetes({ kind: 'person', email: maker.email }, home, { at })
      .run(on('create', 'serviceaccounts', 'kube-system', 'node-tuner'), 201)
      .run(on('create', `clusterrolebindings.${rbac}`, undefined, 'node-tuner'), 201)
      .run({ ...on('create', 'serviceaccounts/token', 'kube-system', 'node-tuner'), issued: jti }, 201);
  });
  const away = atPlace(places.anonymiser, agents.oldKubectl, stage.random.split('away'));
  for (const days of [0.2, 3, 6]) {
    stage.once(`visit/${days}`, at + days * DAY, ({ kubernetes }) => {
      kubernetes({ kind: 'issued', account, jti }, away, { minute: 40 })
        .run(on('list', 'secrets'))
        .run(on('list', 'configmaps'));
    });
  }
  const id = accountId(account);
  stage.kubernetes.label(id, 'phantom', 'young-grant');
  stage.kubernetes.label(jti, 'young-grant');
  stage.kubernetes.expect(id, 'delete pods', 'unknown', 'the service account is younger than the window');
}

/** Its like comes out of the repository, and is looked at there. */
function asCode(stage: Stage): void {
  const { estate } = stage.kubernetes;
  const at = stage.daysAgo(20) + 9 * 60 * MINUTE;
  const account = estate.account('backup', 'snapshot-agent', { createdAt: at, owner: people.lenaHoffmann });
  const role = estate.role('snapshot-agent', {
    createdAt: at,
    rules: [{ verbs: ['get', 'list', 'create'], targets: ['persistentvolumeclaims', 'pods', 'secrets'] }],
  });
  estate.bind(role, [{ kind: 'ServiceAccount', account }]);
  const flux = atPlace(places.vpc, agents.flux, stage.random.split('flux'));
  const reconciler = estate.accounts.find(({ name }) => name === 'kustomize-controller');
  stage.once('as code', at, ({ kubernetes }) => {
    if (reconciler === undefined) return;
    kubernetes({ kind: 'pod', account: reconciler }, flux, { at })
      .run(on('create', 'serviceaccounts', 'backup', 'snapshot-agent'), 201)
      .run(on('create', `clusterroles.${rbac}`, undefined, 'snapshot-agent'), 201)
      .run(on('create', `clusterrolebindings.${rbac}`, undefined, 'snapshot-agent'), 201);
  });
  const origin = atPlace(places.vpc, agents.go, stage.random.split('snapshots'));
  stage.everyHour('snapshots', ({ hour, kubernetes }) => {
    if (hour < at + DAY || new Date(hour).getUTCHours() !== 1) return;
    kubernetes({ kind: 'pod', account }, origin)
      .run(on('list', 'persistentvolumeclaims'))
      .run(on('create', 'pods', 'backup', 'snapshot'), 201);
  });
  stage.kubernetes.label(accountId(account), 'young-grant', 'made-as-code', 'can-escalate');
}
