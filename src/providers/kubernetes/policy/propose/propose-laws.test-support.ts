import fc from 'fast-check';
import { needReasons, type PermissionNeed, type PolicyHolder } from '../../../../model/policy-proposal.ts';

export const permissions = [
  ...[
    'get pods',
    'list pods',
    'create pods',
    'get secrets',
    'list secrets',
    'get pods/log',
    'create pods/exec',
  ],
  ...['update deployments.apps', 'patch deployments.apps/scale', 'get nodes', 'get widgets.acme.example'],
  ...['get /healthz', 'get /apis/*'],
];

export const resources = [
  '*',
  'shop/*',
  'shop/a',
  'shop/b',
  'web/a',
  'web/*',
  'node-1',
  '/healthz',
  '/apis/apps/v1',
];

const verbs = fc.subarray(['get', 'list', 'create', 'update', 'patch', '*'], { minLength: 1 });
const rule = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      apiGroups: fc.subarray(['', 'apps', 'acme.example', '*'], { minLength: 1 }),
      resources: fc.subarray(
        ['pods', 'secrets', 'pods/log', 'pods/exec', 'deployments', '*/scale', 'nodes', 'widgets', '*'],
        { minLength: 1, maxLength: 3 },
      ),
      resourceNames: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.subarray(['a', 'b', 'node-1'])),
      verbs,
    }),
  },
  fc.record({ nonResourceURLs: fc.subarray(['/healthz', '/apis/*', '*'], { minLength: 1 }), verbs }),
);

/** A role as it is held: through a binding to the holder, or to a group. */
const held = fc.record({
  rules: fc.array(rule, { maxLength: 3 }),
  scope: fc.constantFrom('shop', 'web', undefined),
  isOfGroup: fc.boolean(),
});

export const holders: fc.Arbitrary<PolicyHolder> = fc.array(held, { maxLength: 4 }).map((all) => ({
  account: 'cluster',
  principalId: 'system:serviceaccount:shop:cart',
  principalKind: 'service account',
  held: all.map(({ rules, scope, isOfGroup }, index) => ({
    id: `clusterrole/r${index}`,
    kind: 'ClusterRole',
    name: `r${index}`,
    document: JSON.stringify({ kind: 'ClusterRole', metadata: { name: `r${index}` }, rules }),
    path: [
      ...(isOfGroup ? ['group/system:authenticated'] : []),
      scope === undefined ? `clusterrolebinding/b${index}` : `rolebinding/${scope}/b${index}`,
    ],
  })),
}));

const need: fc.Arbitrary<PermissionNeed> = fc.record({
  permission: fc.constantFrom(...permissions),
  reason: fc.constantFrom(...needReasons),
  resources: fc.uniqueArray(
    fc.record({
      resource: fc.constantFrom(...resources),
      group: fc.constantFrom('', 'shop/*'),
      days: fc.integer({ min: 1, max: 3 }),
    }),
    { maxLength: 4, selector: ({ resource }) => resource },
  ),
});

export const needLists = fc.uniqueArray(need, {
  maxLength: 6,
  selector: ({ permission, reason }) => `${permission} ${reason}`,
});

export const options = fc.record({
  exactMax: fc.integer({ min: 0, max: 4 }),
  namespacesMax: fc.integer({ min: 0, max: 3 }),
  verbs: fc.constantFrom('exact' as const, 'together' as const),
});
